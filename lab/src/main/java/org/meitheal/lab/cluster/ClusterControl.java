package org.meitheal.lab.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.control.ControlledLab;
import org.meitheal.lab.load.Loads;
import org.meitheal.lab.program.RunningProgram;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;

/** What other programs may see and change of a cluster. */
public final class ClusterControl implements ControlledLab {
  private final Cluster cluster;
  private final Workers workers;
  private final Loads loads;
  private final Supplier<@Nullable Long> readyAfterMs;

  public ClusterControl(Cluster cluster, Loads loads, Supplier<@Nullable Long> readyAfterMs) {
    this.cluster = cluster;
    this.workers = new Workers(cluster);
    this.loads = loads;
    this.readyAfterMs = readyAfterMs;
  }

  @Override
  public LabStatus status() {
    LabPorts ports = cluster.options().ports();
    return new LabStatus(
        ProcessHandle.current().pid(),
        cluster.options().emulated(),
        readyAfterMs.get(),
        ports.gateway(),
        ports.registry(),
        ports.scheduler(),
        ports.dashboard(),
        processes(),
        cluster.links().media(),
        loads.choices(),
        loads.status());
  }

  private List<LabStatus.ProcessStatus> processes() {
    Map<String, String> addresses = cluster.addresses();
    List<LabStatus.ProcessStatus> found = new ArrayList<>();
    String database = "127.0.0.1:" + cluster.options().ports().postgres();
    cluster.database().processes().stream()
        .findFirst()
        .ifPresent(server ->
            found.add(
                new LabStatus.ProcessStatus(
                    "postgres", "database", server.pid(), true, false, database, "")));
    for (RunningProgram program : cluster.supervisor().programs()) {
      String address = addresses.getOrDefault(program.name(), "");
      if (!address.isEmpty()) {
        found.add(process(program, address.replace("http://", "")));
      }
    }
    return found;
  }

  private LabStatus.ProcessStatus process(RunningProgram program, String address) {
    Machine machine =
        cluster.options().topology().machines().stream()
            .filter(one -> one.name().equals(program.name()))
            .findFirst()
            .orElse(null);
    return new LabStatus.ProcessStatus(
        program.name(),
        machine == null ? "service" : tier(machine),
        program.pid(),
        program.alive(),
        program.frozen(),
        address,
        machine == null ? "" : note(machine));
  }

  private static String note(Machine machine) {
    return "%s, %d lanes, slowed down %s×"
        .formatted(tier(machine), machine.lanes(), Topology.factor(machine.slowDown()));
  }

  private static String tier(Machine machine) {
    return machine.tier().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<LinkStatus> links(String from, String to, boolean oneWay) {
    return cluster.links().between(from, to, oneWay);
  }

  @Override
  public List<LinkStatus> change(LinkOrder order) {
    return cluster.links().change(order);
  }

  @Override
  public void change(MediumOrder order) {
    cluster.links().changeMedium(order.name(), order.bandwidth());
  }

  @Override
  public void worker(String name, WorkerAction action) throws IOException, InterruptedException {
    workers.act(name, action);
  }

  @Override
  public void startLoad(LoadOrder order, String who) throws IOException {
    if (readyAfterMs.get() == null) {
      throw new IllegalStateException("the lab is still starting; try again");
    }
    String source = order.source();
    if (source != null) {
      cluster.options().topology().machine(source);
    }
    loads.start(order, who);
  }

  @Override
  public void stopLoad() {
    loads.stop();
  }
}
