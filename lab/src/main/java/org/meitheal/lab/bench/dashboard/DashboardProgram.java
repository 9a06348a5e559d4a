package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.jvm.ExtractedJar;
import org.meitheal.lab.jvm.JvmKind;
import org.meitheal.lab.jvm.ServiceJar;
import org.meitheal.lab.jvm.ServiceProgram;
import org.meitheal.lab.program.FreePorts;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.program.RunningProgram;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.lab.state.StateFolder;

/** The dashboard as the lab runs it, in front of other services. */
final class DashboardProgram {
  private static final String MODULE = "web-dashboard";
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration PROBE = Duration.ofSeconds(2);

  private final RunningProgram running;
  private final URI address;

  private DashboardProgram(RunningProgram running, URI address) {
    this.running = running;
    this.address = address;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param services the registry and the scheduler
   * @param key the file of its own key
   * @param state whose unpacked programs are used
   */
  static DashboardProgram start(
      Supervisor supervisor,
      StateFolder state,
      Path root,
      JvmKind kind,
      URI services,
      Path key,
      Path log)
      throws IOException, InterruptedException {
    ServiceJar jar = ServiceJar.find(root, MODULE);
    ExtractedJar extracted = ExtractedJar.of(jar, state);
    if (!extracted.exists()) {
      extracted.extract(jar, state);
    }
    int port = FreePorts.find(1).getFirst();
    ServiceProgram service =
        new ServiceProgram(
            "dashboard",
            extracted,
            kind,
            List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.main.banner-mode=off",
                "--meitheal.dashboard.registry-url=" + services,
                "--meitheal.dashboard.scheduler-url=" + services,
                "--meitheal.dashboard.key-file=" + key,
                "--meitheal.dashboard.lab-control-file=" + state.controlFile()),
            Map.of(),
            log);
    DashboardProgram dashboard =
        new DashboardProgram(
            supervisor.start(service.program()),
            URI.create("http://127.0.0.1:" + port + "/dashboard/"));
    dashboard.awaitReady();
    return dashboard;
  }

  private void awaitReady() throws IOException, InterruptedException {
    Http http = new Http();
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() - end < 0) {
      requireAlive();
      if (ready(http)) {
        return;
      }
      Thread.sleep(PAUSE);
    }
    throw new ProgramFailedException(
        "the dashboard is not ready after "
            + START.toSeconds()
            + " s; see "
            + running.program().log());
  }

  private boolean ready(Http http) throws InterruptedException {
    try {
      return http.get(address.resolve("actuator/health/readiness"), Map.of(), PROBE).ok();
    } catch (IOException notYet) {
      return false;
    }
  }

  void requireAlive() {
    if (!running.alive()) {
      throw running.died();
    }
  }

  /** With its context path, ending in a slash. */
  URI address() {
    return address;
  }

  /** The processor time that it has used since it started. */
  Duration cpu() {
    return ProcessHandle.of(running.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(running::died);
  }
}
