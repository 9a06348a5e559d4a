package org.meitheal.lab.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A device: so many cores, and the tasks that have arrived and are not done. */
class SimulatedDevice {
  private final int cores;
  private boolean up = true;
  private final double quantumMs;
  private final EventQueue queue;
  private final Consumer<Task> computed;
  private final List<Task> tasks = new ArrayList<>();

  /**
   * @param computed told when a task is done
   */
  SimulatedDevice(int cores, double quantumMs, EventQueue queue, Consumer<Task> computed) {
    this.cores = cores;
    this.quantumMs = quantumMs;
    this.queue = queue;
    this.computed = computed;
  }

  final int cores() {
    return cores;
  }

  final boolean up() {
    return up;
  }

  /** It is gone; what it had is no longer there. */
  final List<Task> fail() {
    up = false;
    List<Task> had = List.copyOf(tasks);
    tasks.clear();
    had.forEach(task -> task.setCores(queue.nowMs(), 0));
    return had;
  }

  final void comeBack() {
    up = true;
  }

  final List<Task> tasks() {
    return List.copyOf(tasks);
  }

  int freeCores() {
    return cores - tasks.stream().mapToInt(Task::cores).sum();
  }

  /** A task arrives, to run on so many cores. */
  final void take(Task task, int wanted) {
    task.want(wanted);
    tasks.add(task);
    settle();
  }

  /** A task is to run on so many cores; no news if it is done. */
  final void change(Task task, int wanted) {
    if (tasks.contains(task)) {
      task.want(wanted);
      settle();
    }
  }

  /** A task goes away; false if it was done before. */
  final boolean release(Task task) {
    boolean here = tasks.remove(task);
    if (here) {
      use(task, 0);
      settle();
    }
    return here;
  }

  private void settle() {
    for (Task task : tasks) {
      boolean more = task.wanted() > task.cores();
      if (more && task.cores() == 0 && task.wanted() <= freeCores()) {
        use(task, task.wanted());
      } else if (task.wanted() != task.cores() && task.cores() > 0 && !task.changePending()) {
        task.changePending(true);
        queue.at(task.boundaryMs(queue.nowMs(), quantumMs), () -> boundary(task));
      }
    }
  }

  private void boundary(Task task) {
    task.changePending(false);
    if (tasks.contains(task)) {
      int more = task.wanted() - task.cores();
      if (more < 0 || (more > 0 && more <= freeCores())) {
        use(task, task.wanted());
        settle();
      }
    }
  }

  private void use(Task task, int number) {
    task.setCores(queue.nowMs(), number);
    if (number > 0) {
      long version = task.version();
      queue.at(task.doneAtMs(), () -> done(task, version));
    }
  }

  private void done(Task task, long version) {
    if (task.version() == version && tasks.remove(task)) {
      use(task, 0);
      computed.accept(task);
      settle();
    }
  }
}
