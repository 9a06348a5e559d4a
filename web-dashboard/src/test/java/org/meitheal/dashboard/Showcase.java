package org.meitheal.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.meitheal.dashboard.decision.Telling;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.SpringApplication;

/**
 * Runs the dashboard on made-up data, to look at while its pages are worked on: {@code empty} on
 * none, a number on a fleet of that many devices.
 */
final class Showcase {
  public static void main(String[] arguments) throws IOException {
    FakeCluster cluster = new FakeCluster();
    Random random = new Random(3);
    String own = ApiKeyFormat.make("dashboard");
    String viewer = ApiKeyFormat.make("viewer");
    cluster.keys.put(own, Role.SERVICE);
    cluster.keys.put(viewer, Role.OPERATOR);
    Path file = Files.createTempFile("dashboard", ".key");
    file.toFile().deleteOnExit();
    Files.writeString(file, own);
    int devices = arguments.length == 0 ? 0 : arguments[0].equals("empty") ? -1 : number(arguments);
    if (devices >= 0) {
      for (int i = 1; i <= 48; i++) {
        cluster.tell(MadeUpDecisions.decision(i, random));
      }
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
      MadeUp.trouble(cluster);
      MadeUpObjectives.tell(cluster);
      change(cluster, devices, random);
    }
    SpringApplication.run(
        DashboardApplication.class,
        "--meitheal.dashboard.registry-url=" + cluster.uri(),
        "--meitheal.dashboard.scheduler-url=" + cluster.uri(),
        "--meitheal.dashboard.key-file=" + file,
        "--meitheal.dashboard.lab-control-file=" + new FakeLab().file(),
        "--meitheal.dashboard.samples-dir=../samples");
    System.out.println("http://localhost:8083/dashboard/sign-in#key=" + viewer);
  }

  private static int number(String[] arguments) {
    return Integer.parseInt(arguments[0]);
  }

  private static void change(FakeCluster cluster, int devices, Random random) {
    int[] number = {48};
    var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    timer.scheduleAtFixedRate(
        () ->
            cluster.tell(
                devices == 0
                    ? MadeUp.snapshot(number[0], random)
                    : MadeUp.large(number[0], devices, random)),
        0,
        800,
        TimeUnit.MILLISECONDS);
    timer.scheduleAtFixedRate(
        () -> cluster.tell(MadeUpDecisions.decision(++number[0], random)), 2, 2, TimeUnit.SECONDS);
  }
}
