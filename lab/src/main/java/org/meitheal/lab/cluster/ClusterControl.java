package org.meitheal.lab.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.control.ControlledLab;
import org.meitheal.lab.control.LabStatus;
import org.meitheal.lab.control.LinkOrder;
import org.meitheal.lab.control.LinkStatus;
import org.meitheal.lab.program.RunningProgram;

/** What other commands may see and change of a cluster. */
public final class ClusterControl implements ControlledLab {
  private final Cluster cluster;
  private final Supplier<@Nullable Long> readyAfterMs;

  public ClusterControl(Cluster cluster, Supplier<@Nullable Long> readyAfterMs) {
    this.cluster = cluster;
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
        cluster.links().media());
  }

  private List<LabStatus.ProcessStatus> processes() {
    Map<String, String> addresses = cluster.addresses();
    List<LabStatus.ProcessStatus> found = new ArrayList<>();
    cluster.database().processes().stream()
        .findFirst()
        .ifPresent(server ->
            found.add(
                new LabStatus.ProcessStatus(
                    "postgres",
                    server.pid(),
                    true,
                    "127.0.0.1:" + cluster.options().ports().postgres(),
                    "")));
    for (RunningProgram program : cluster.supervisor().programs()) {
      String address = addresses.getOrDefault(program.name(), "");
      if (!address.isEmpty()) {
        found.add(
            new LabStatus.ProcessStatus(
                program.name(),
                program.pid(),
                program.alive(),
                address.replace("http://", ""),
                note(program.name())));
      }
    }
    return found;
  }

  private String note(String name) {
    return cluster.options().topology().machines().stream()
        .filter(machine -> machine.name().equals(name))
        .map(m ->
            "%s, %d lanes, slowed down %s×"
                .formatted(
                    m.tier().name().toLowerCase(java.util.Locale.ROOT),
                    m.lanes(),
                    Topology.factor(m.slowDown())))
        .findFirst()
        .orElse("");
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
  public void changeMedium(String name, String bandwidth) {
    cluster.links().changeMedium(name, bandwidth);
  }

  @Override
  public void worker(String name, WorkerAction action) throws IOException, InterruptedException {
    switch (action) {
      case START -> cluster.startWorker(name);
      case STOP -> cluster.supervisor().stop(cluster.worker(name));
      case KILL -> cluster.supervisor().kill(cluster.worker(name));
    }
  }
}
