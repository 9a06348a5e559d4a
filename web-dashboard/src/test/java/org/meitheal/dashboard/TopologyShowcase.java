package org.meitheal.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.SpringApplication;

/** Runs the dashboard on a made-up fleet: arguments are port, cells, and devices a cell. */
final class TopologyShowcase {
  public static void main(String[] arguments) throws IOException {
    FakeCluster cluster = new FakeCluster();
    String own = ApiKeyFormat.make("dashboard");
    String viewer = ApiKeyFormat.make("viewer");
    cluster.keys.put(own, Role.SERVICE);
    cluster.keys.put(viewer, Role.OPERATOR);
    Path file = Files.createTempFile("dashboard", ".key");
    file.toFile().deleteOnExit();
    Files.writeString(file, own);
    cluster.linkHistories = MadeUpTopology::history;
    int cells = Integer.parseInt(arguments[1]);
    int devices = Integer.parseInt(arguments[2]);
    cluster.tell(MadeUpTopology.fleet(1, cells, devices, new Random(3)));
    SpringApplication.run(
        DashboardApplication.class,
        "--server.port=" + arguments[0],
        "--meitheal.dashboard.registry-url=" + cluster.uri(),
        "--meitheal.dashboard.scheduler-url=" + cluster.uri(),
        "--meitheal.dashboard.key-file=" + file);
    System.out.println("key=" + viewer);
  }
}
