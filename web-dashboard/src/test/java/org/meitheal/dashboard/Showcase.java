package org.meitheal.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.meitheal.dashboard.decision.Telling;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.SpringApplication;

/** Runs the dashboard on made-up data, to look at while its pages are worked on. */
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
    if (arguments.length == 0) {
      for (int i = 1; i <= 48; i++) {
        cluster.tell(MadeUp.decision(i, random));
      }
      Telling.all(Instant.now()).forEach(cluster::tell);
      change(cluster, random);
    }
    SpringApplication.run(
        DashboardApplication.class,
        "--meitheal.dashboard.registry-url=" + cluster.uri(),
        "--meitheal.dashboard.scheduler-url=" + cluster.uri(),
        "--meitheal.dashboard.key-file=" + file);
    System.out.println("http://localhost:8083/dashboard/sign-in#key=" + viewer);
  }

  private static void change(FakeCluster cluster, Random random) {
    int[] number = {48};
    var timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    timer.scheduleAtFixedRate(
        () -> cluster.tell(MadeUp.snapshot(number[0], random)), 0, 800, TimeUnit.MILLISECONDS);
    timer.scheduleAtFixedRate(
        () -> cluster.tell(MadeUp.decision(++number[0], random)), 2, 2, TimeUnit.SECONDS);
  }
}
