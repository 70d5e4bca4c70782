import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Site = Any
Run = Callable[..., Any]
SUPPLIES = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


def test_one_round_says_how_many_answered(site: Site, run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("[polling]\ntimeout_seconds = 0.1\nretries = 0\n")
    run("add", site.target("hp_color_laserjet_m554"), site.target("kyocera_ecosys_p3155dn"))
    done = run("monitor", "--once")
    assert (done.status, "2 of 2 printers answered" in done.err) == (0, True)
    site.devices["hp_color_laserjet_m554"].is_asleep = True
    done = run("monitor", "--once")
    assert (done.status, "1 of 2 printers answered" in done.err) == (1, True)


def test_the_monitor_keeps_until_it_is_stopped_and_takes_up_what_others_add(
    site: Site, run: Run, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text("[polling]\ninterval_seconds = 1\n")
    run("add", site.target("kyocera_ecosys_p3155dn"))
    with subprocess.Popen([*SUPPLIES, "monitor", "--home", str(home)], stderr=subprocess.PIPE, text=True) as monitor:
        assert monitor.stderr is not None
        assert "watching 1 printers every 1 s" in monitor.stderr.readline()
        site.devices["kyocera_ecosys_p3155dn"].seen.clear()
        assert site.devices["kyocera_ecosys_p3155dn"].seen.wait(20), "it polls"
        run("add", site.target("hp_color_laserjet_m554"))
        site.devices["hp_color_laserjet_m554"].seen.clear()
        assert site.devices["hp_color_laserjet_m554"].seen.wait(20), "it polls what another program added"
        monitor.send_signal(signal.SIGTERM)
        assert monitor.wait(20) == 0
        assert "stopped" in monitor.stderr.read()
