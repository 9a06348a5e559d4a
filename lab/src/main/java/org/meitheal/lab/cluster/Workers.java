package org.meitheal.lab.cluster;

import java.io.IOException;
import java.util.OptionalInt;
import org.meitheal.lab.program.RunningProgram;
import org.meitheal.protocol.lab.WorkerAction;

/** What is done to workers while the lab runs. */
final class Workers {
  private final Cluster cluster;

  Workers(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @throws IllegalArgumentException if there is no such worker
   * @throws IllegalStateException if it is in no state for that
   */
  void act(String name, WorkerAction action) throws IOException, InterruptedException {
    switch (action) {
      case START -> cluster.startWorker(name);
      case STOP -> cluster.supervisor().stop(running(name));
      case KILL -> cluster.supervisor().kill(running(name));
      case FREEZE -> freeze(name);
      case THAW -> cluster.supervisor().thaw(running(name));
    }
  }

  private void freeze(String name) throws IOException, InterruptedException {
    RunningProgram worker = running(name);
    Topology topology = cluster.options().topology();
    OptionalInt core = topology.sharedCore(topology.machine(name));
    if (core.isEmpty()) {
      cluster.supervisor().freeze(worker);
      return;
    }
    try (OthersTurn _ = OthersTurn.take(cluster.state().turns(core.getAsInt()))) {
      cluster.supervisor().freeze(worker);
    }
  }

  private RunningProgram running(String name) {
    RunningProgram worker = cluster.worker(name);
    if (!worker.alive()) {
      throw new IllegalStateException(name + " does not run");
    }
    return worker;
  }
}
