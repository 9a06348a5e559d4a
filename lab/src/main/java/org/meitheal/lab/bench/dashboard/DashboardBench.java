package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.jvm.JvmKind;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.Secrets;
import org.meitheal.lab.state.StateFolder;
import org.meitheal.protocol.identity.Role;

/**
 * Shows a large generated fleet on the real dashboard, to many who only read its stream and to one
 * browser, and measures both ends.
 */
public final class DashboardBench {
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration FOLLOWED = Duration.ofMinutes(1);
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration ALONE = Duration.ofSeconds(30);

  /** Until the dashboard has noticed that nobody is there any more, with room to spare. */
  private static final Duration GONE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LOADS = 7;

  /** How much there is to show, and for how long. */
  public record Setting(
      int devices, int linkSeconds, int decisionsPerSecond, int dashboards, Duration time) {}

  private final Path root;
  private final StateFolder state;
  private final boolean optimizing;
  private final Progress progress;
  private final Supervisor supervisor = new Supervisor(GRACE);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * @param state whose unpacked programs are used
   * @param optimizing whether the dashboard has the optimizing compiler, as a deployment's does
   */
  public DashboardBench(Path root, StateFolder state, boolean optimizing, Progress progress) {
    this.root = root;
    this.state = state;
    this.optimizing = optimizing;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @throws ProgramFailedException where there is no browser, or a program ends by itself
   */
  public DashboardReport run(Setting setting) throws IOException, InterruptedException {
    Path browser = Chromium.find();
    StateFolder temporary =
        new StateFolder(Files.createTempDirectory("meitheal-bench-dashboard")).create();
    Thread stop = new Thread(this::stopQuietly);
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return measured(setting, browser, temporary);
    } finally {
      supervisor.closeFirst(List.of("chromium"));
      temporary.empty(List.of());
      Files.deleteIfExists(temporary.root());
      forget(stop);
    }
  }

  private void stopQuietly() {
    try {
      supervisor.closeFirst(List.of());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException endingAlready) {
      // Then it has done its work.
    }
  }

  private DashboardReport measured(Setting setting, Path browser, StateFolder temporary)
      throws IOException, InterruptedException {
    Path ownKey = temporary.keys().resolve("dashboard.key");
    String viewer = Secrets.apiKey();
    Map<String, Role> roles =
        Map.of(Secrets.readOrMake(ownKey, Secrets::apiKey), Role.SERVICE, viewer, Role.VIEWER);
    FleetLoad load =
        new FleetLoad(setting.devices(), setting.decisionsPerSecond(), setting.linkSeconds());
    try (GeneratedServices services = new GeneratedServices(load, roles)) {
      load.start();
      progress.report("dashboard", "starting");
      DashboardProgram dashboard =
          DashboardProgram.start(
              supervisor,
              state,
              root,
              optimizing ? JvmKind.CONTROL_PLANE.optimizing() : JvmKind.CONTROL_PLANE,
              services.uri(),
              ownKey,
              temporary.log("dashboard"));
      awaitFollowed(load, dashboard);
      try (OpenDashboards open = new OpenDashboards(http, dashboard.address(), viewer)) {
        return measured(setting, load.links(), dashboard, open, browser, temporary);
      }
    }
  }

  private DashboardReport measured(
      Setting setting,
      int links,
      DashboardProgram dashboard,
      OpenDashboards open,
      Path program,
      StateFolder temporary)
      throws IOException, InterruptedException {
    progress.report("dashboard", "warming up");
    Thread.sleep(WARM_UP);
    for (int i = 0; i < setting.dashboards(); i++) {
      open.add();
    }
    progress.report("dashboard", setting.dashboards() + " look");
    Thread.sleep(WARM_UP);
    Chromium browser = Chromium.start(program, supervisor, http, temporary.root());
    try (DevTools tab = browser.tab()) {
      MeasuredPage page = new MeasuredPage(tab, dashboard.address(), open.signIn());
      List<Double> paints = firstPaints(page);
      progress.report("browser", "looks for " + setting.time().toSeconds() + " s");
      long before = open.bytes();
      List<MeasuredPage.Looked> looked = new ArrayList<>();
      double share = CoreShare.of(dashboard::cpu, () -> looked.add(page.look(setting.time())));
      long sent = open.bytes() - before;
      requireAllOpen(setting, open, dashboard);
      double alone = aloneAfterwards(page, open, dashboard);
      return DashboardReport.of(
          new DashboardReport.Scale(
              setting.devices(),
              links,
              setting.linkSeconds(),
              setting.decisionsPerSecond(),
              setting.dashboards()),
          new DashboardReport.Shares(
              share,
              alone,
              sent / Math.max(1, setting.dashboards() * Math.max(1, setting.time().toSeconds()))),
          paints,
          looked.getFirst(),
          setting.time().toMillis() / 1e3,
          browser.version(),
          optimizing ? "full JIT" : "C1 only, as in `up`");
    }
  }

  /** Measured last, so that the compiler has done no less of its work than before. */
  private double aloneAfterwards(MeasuredPage page, OpenDashboards open, DashboardProgram dashboard)
      throws IOException, InterruptedException {
    progress.report("dashboard", "follows the fleet, nobody looks");
    page.leave();
    open.close();
    Thread.sleep(GONE);
    return CoreShare.of(dashboard::cpu, () -> Thread.sleep(ALONE));
  }

  private List<Double> firstPaints(MeasuredPage page) throws IOException, InterruptedException {
    progress.report("browser", "loads the overview " + LOADS + " times");
    double cold = page.firstPaintMs();
    progress.report("browser", "first load: painted after %.0f ms".formatted(cold));
    List<Double> paints = new ArrayList<>();
    for (int i = 0; i < LOADS; i++) {
      paints.add(page.firstPaintMs());
    }
    return paints;
  }

  private static void awaitFollowed(FleetLoad load, DashboardProgram dashboard)
      throws InterruptedException {
    long end = System.nanoTime() + FOLLOWED.toNanos();
    while (!load.followed()) {
      dashboard.requireAlive();
      if (System.nanoTime() - end > 0) {
        throw new ProgramFailedException(
            "the dashboard does not follow the fleet after " + FOLLOWED.toSeconds() + " s");
      }
      Thread.sleep(PAUSE);
    }
  }

  private static void requireAllOpen(
      Setting setting, OpenDashboards open, DashboardProgram dashboard) {
    dashboard.requireAlive();
    if (open.count() != setting.dashboards()) {
      throw new ProgramFailedException(
          "only %d of %d streams lasted".formatted(open.count(), setting.dashboards()));
    }
  }
}
