package org.meitheal.dashboard;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meitheal.dashboard.decision.Telling;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.meitheal.protocol.scheduler.MismatchReport;
import org.meitheal.protocol.scheduler.MismatchReport.Suspect;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The dashboard itself, in front of a made-up cluster that has a little of everything. */
public final class ShownDashboard implements AutoCloseable {
  /** A decision that is divided, and one that is not. */
  public static final String DIVIDED = "lab.divided";

  public static final String EXCLUDED = "camera-2";

  private static final int DECISIONS = 24;

  private final FakeCluster cluster = new FakeCluster();
  private final FakeLab lab = new FakeLab();
  private final Random random = new Random(3);
  private final String viewerKey = ApiKeyFormat.make("viewer");
  private final String operatorKey = ApiKeyFormat.make("operator");
  private final ConfigurableApplicationContext context;
  private int version;
  private int decisions;

  /**
   * @param empty whether the cluster has neither devices nor decisions
   */
  public ShownDashboard(boolean empty, String... arguments) throws IOException {
    if (!empty) {
      fill();
    }
    context = start(arguments);
  }

  private void fill() {
    for (int i = 0; i < DECISIONS; i++) {
      decide();
    }
    cluster.tell(MadeUpDecisions.divided(random));
    Telling.all(Instant.now()).forEach(cluster::tell);
    cluster.models.add(
        Map.of(
            "name",
            MadeUp.MODEL,
            "version",
            "1",
            "sha256",
            "ab12",
            "default_deadline_ms",
            400,
            "devices",
            4));
    cluster.bundles.put("ab12", MadeUp.manifest());
    cluster.linkHistories = MadeUpTopology::history;
    MadeUp.trouble(cluster);
    MadeUpObjectives.tell(cluster);
    change();
    exclude();
  }

  private ConfigurableApplicationContext start(String... more) throws IOException {
    String own = ApiKeyFormat.make("dashboard");
    cluster.keys.put(own, Role.SERVICE);
    cluster.keys.put(viewerKey, Role.VIEWER);
    cluster.keys.put(operatorKey, Role.OPERATOR);
    Path file = Files.createTempFile("dashboard", ".key");
    file.toFile().deleteOnExit();
    Files.writeString(file, own);
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--meitheal.dashboard.registry-url=" + cluster.uri());
    arguments.add("--meitheal.dashboard.scheduler-url=" + cluster.uri());
    arguments.add("--meitheal.dashboard.key-file=" + file);
    arguments.add("--meitheal.dashboard.lab-control-file=" + lab.file());
    arguments.add("--meitheal.dashboard.samples-dir=../samples");
    return SpringApplication.run(DashboardApplication.class, arguments.toArray(String[]::new));
  }

  public URI address() {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return URI.create("http://127.0.0.1:" + port + "/dashboard/");
  }

  public String viewerKey() {
    return viewerKey;
  }

  public String operatorKey() {
    return operatorKey;
  }

  /** Devices and links have new figures. */
  public void change() {
    cluster.tell(MadeUp.snapshot(++version, random));
  }

  /**
   * A decision more.
   *
   * @return its id
   */
  public String decide() {
    var decision = MadeUpDecisions.decision(++decisions, random);
    cluster.tell(decision);
    return decision.id();
  }

  /** {@link #EXCLUDED} answers wrongly and is excluded, be it so already. */
  public void exclude() {
    cluster.takenBack.clear();
    cluster.acts.clear();
    cluster.refusal = 0;
    cluster.classifier.photos.clear();
    cluster.exclusions.clear();
    cluster.events.clear();
    Instant at = Instant.parse("2026-11-24T12:00:00Z");
    cluster.exclusions.add(
        new ExclusionView(EXCLUDED, at, "lab.e1", "its part differed by 0.5 of the largest"));
    MismatchReport report =
        new MismatchReport("lab.x", 1, "0".repeat(64), 0.125, List.of(new Suspect(EXCLUDED, 0.5)));
    EventView.Mismatch mismatch = new EventView.Mismatch(report, DIVIDED, MadeUp.MODEL);
    cluster.events.add(
        new EventView("lab.e1", at, EventView.MISMATCH, "gate-1", List.of(EXCLUDED), mismatch));
    cluster.events.add(
        new EventView("lab.e0", at, EventView.TAKEN_BACK, "ada", List.of("camera-1"), null));
  }

  /** What was asked to be taken back, and by whom. */
  public List<String> takenBack() {
    return List.copyOf(cluster.takenBack);
  }

  /** What operators did to devices, and who. */
  public List<String> acts() {
    return List.copyOf(cluster.acts);
  }

  /** The made-up objectives, be they as they may; or none. */
  public void objectives(boolean some) {
    MadeUpObjectives.tell(cluster);
    if (!some) {
      cluster.objectives.clear();
    }
  }

  /** What operators did to objectives, and who. */
  public List<String> objectiveActs() {
    return List.copyOf(cluster.objectives.acts);
  }

  /** The lab as at first, and nothing ordered. */
  public void newLab() {
    lab.view = MadeUpLab.view();
    lab.orders.clear();
  }

  /** What operators had the lab do, and who. */
  public List<String> labOrders() {
    return List.copyOf(lab.orders);
  }

  /** Somebody else changes each device just before an operator's call, from now on. */
  public void changeBefore() {
    cluster.refusal = 412;
  }

  /** The token that the next photo comes with has run out. */
  public void expire() {
    cluster.classifier.expired = true;
  }

  /** Photos that were sent: with which model, what was wished, by whom. */
  public List<String> photos() {
    return cluster.classifier.photos.stream()
        .map(photo ->
            "%s %s, %d bytes, by %s"
                .formatted(photo.path(), photo.wishes(), photo.body().length, photo.by()))
        .toList();
  }

  /** The registry and the scheduler fall silent and refuse, or are there again. */
  public void away(boolean away) {
    cluster.away = away;
  }

  @Override
  public void close() {
    context.close();
    cluster.close();
    lab.close();
  }
}
