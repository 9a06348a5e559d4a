package org.meitheal.worker.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.worker.lane.StoppedException.Reason;

/**
 * This worker's capacity, and the truth about it: N lanes and one queue before them. Work is
 * admitted only if it can be done in time; what is admitted runs by earliest deadline within its
 * priority.
 */
public final class Lanes implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Comparator<Job<?>> ORDER =
      Comparator.<Job<?>, Demand>comparing(Job::demand, Demand::order)
          .thenComparingLong(Job::sequence);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition queueNotEmpty = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final List<Job<?>> queue = new ArrayList<>();
  private final Set<Admission> admissions = new LinkedHashSet<>();
  private final List<Lane> lanes;
  private final int queueLimit;
  private final LaneClock clock;
  private long sequence;
  private boolean closed;

  /**
   * Starts the lanes.
   *
   * @param queueLimit how many jobs may wait
   * @param preparation runs first in each lane's thread
   */
  public Lanes(
      int count, int queueLimit, Emulation emulation, LaneClock clock, Runnable preparation) {
    this.queueLimit = queueLimit;
    this.clock = clock;
    this.lanes =
        IntStream.range(0, count)
            .mapToObj(index -> new Lane(index, this, clock, emulation, preparation))
            .toList();
    lanes.forEach(Lane::start);
  }

  /** The clock of {@link Demand#deadline}. */
  public long now() {
    return clock.now();
  }

  /**
   * Queues the task.
   *
   * @throws RefusedException when the queue is full, no lane can do it in time, or this worker is
   *     shutting down
   */
  public <T> Job<T> submit(Demand demand, Task<T> task) throws RefusedException {
    return submit(demand, task, true);
  }

  /**
   * Queues a task that is no work of the emulated device, such as its calibration: it is not slowed
   * down.
   *
   * @throws RefusedException as {@link #submit(Demand, Task)}
   */
  public <T> Job<T> submitAtFullSpeed(Demand demand, Task<T> task) throws RefusedException {
    return submit(demand, task, false);
  }

  private <T> Job<T> submit(Demand demand, Task<T> task, boolean slowed) throws RefusedException {
    lock.lock();
    try {
      check(demand);
      return enqueue(new Job<>(this, task, demand, slowed, sequence++, now()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Admits work that comes in quanta, all of these or none.
   *
   * @param demands each for all quanta of one sequence
   * @return in the same order, each to be closed
   * @throws RefusedException when the queue is full, the lanes cannot do them in time, or this
   *     worker is shutting down
   */
  public List<Admission> admit(List<Demand> demands) throws RefusedException {
    List<Admission> admitted = new ArrayList<>();
    lock.lock();
    try {
      for (Demand demand : demands) {
        check(demand);
        Admission admission = new Admission(this, demand, sequence++);
        admissions.add(admission);
        admitted.add(admission);
      }
      return List.copyOf(admitted);
    } catch (RefusedException refused) {
      admitted.forEach(this::close);
      throw refused;
    } finally {
      lock.unlock();
    }
  }

  /** How many lanes nothing is committed to. */
  public int idle() {
    lock.lock();
    try {
      long free = lanes.stream().filter(lane -> lane.running() == null).count();
      return (int) Math.max(0, free - waiting());
    } finally {
      lock.unlock();
    }
  }

  /** The next quantum of what was admitted. */
  <T> Job<T> submit(Admission admission, long expectedNanos, Task<T> task) throws StoppedException {
    lock.lock();
    try {
      admission.check();
      Demand all = admission.demand();
      Demand demand = new Demand(all.priority(), all.deadline(), expectedNanos);
      Job<T> job = new Job<>(this, task, demand, true, admission.sequence(), now());
      admission.begin(job);
      return enqueue(job);
    } finally {
      lock.unlock();
    }
  }

  long expectedNanos(Admission admission) {
    lock.lock();
    try {
      return admission.rest().expectedNanos();
    } finally {
      lock.unlock();
    }
  }

  void finished(Admission admission) {
    lock.lock();
    try {
      admission.end();
    } finally {
      lock.unlock();
    }
  }

  void stop(Admission admission, Reason reason) {
    lock.lock();
    try {
      admission.requestStop(reason);
      Job<?> job = admission.current();
      if (job != null) {
        stop(job, reason);
      }
    } finally {
      lock.unlock();
    }
  }

  void close(Admission admission) {
    lock.lock();
    try {
      admissions.remove(admission);
      admission.requestStop(Reason.CANCELLED);
      idle.signalAll();
      if (closed) {
        queueNotEmpty.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> Job<T> enqueue(Job<T> job) {
    queue.add(job);
    queue.sort(ORDER);
    queueNotEmpty.signal();
    return job;
  }

  /**
   * Whether such work would be admitted now; reserves nothing.
   *
   * @throws RefusedException as {@link #submit}
   */
  public void probe(Demand demand) throws RefusedException {
    lock.lock();
    try {
      check(demand);
    } finally {
      lock.unlock();
    }
  }

  /** For each lane, milliseconds until everything that it is committed to is done. */
  public double[] freeInMs() {
    lock.lock();
    try {
      long[] free = forecast().freeInAfterQueue();
      return IntStream.range(0, free.length).mapToDouble(i -> free[i] / NANOS_PER_MILLI).toArray();
    } finally {
      lock.unlock();
    }
  }

  /** Admits nothing more, and waits until what was admitted is done. */
  public boolean drain(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      queueNotEmpty.signalAll();
      long left = atMost.toNanos();
      while (left > 0 && !isIdle()) {
        left = idle.awaitNanos(left);
      }
      return isIdle();
    } finally {
      lock.unlock();
    }
  }

  /** Stops what is queued and what runs. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      List.copyOf(admissions).forEach(admission -> stop(admission, Reason.SHUTTING_DOWN));
      List.copyOf(queue).forEach(job -> stop(job, Reason.SHUTTING_DOWN));
      for (Lane lane : lanes) {
        Job<?> running = lane.running();
        if (running != null) {
          stop(running, Reason.SHUTTING_DOWN);
        }
      }
      queueNotEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the lanes' threads to end after {@link #close}. */
  public void join(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (Lane lane : lanes) {
      lane.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
  }

  void stop(Job<?> job, Reason reason) {
    lock.lock();
    try {
      job.requestStop(reason);
      if (queue.remove(job)) {
        job.failAsStopped();
        idle.signalAll();
      } else {
        lanes.stream().filter(lane -> job.equals(lane.running())).forEach(Lane::wake);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A lane's next job; waits for one; none when the lanes are closed. */
  @Nullable Job<?> take(Lane lane) {
    lock.lock();
    try {
      while (queue.isEmpty()) {
        if (closed && admissions.isEmpty()) {
          return null;
        }
        queueNotEmpty.awaitUninterruptibly();
      }
      Job<?> job = queue.removeFirst();
      lane.assign(job);
      return job;
    } finally {
      lock.unlock();
    }
  }

  void done(Lane lane) {
    lock.lock();
    try {
      lane.assign(null);
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void check(Demand demand) throws RefusedException {
    LaneForecast forecast = forecast();
    double earliest = forecast.earliestFinish(demand) / NANOS_PER_MILLI;
    if (closed) {
      throw new RefusedException("this worker is shutting down", earliest);
    }
    if (waiting() >= queueLimit) {
      throw new RefusedException("the queue of this worker is full", earliest);
    }
    if (demand.expectedNanos() > 0 && !forecast.admits(demand)) {
      throw new RefusedException("no lane of this worker can finish in time", earliest);
    }
  }

  private LaneForecast forecast() {
    long[] running = lanes.stream().mapToLong(Lane::freeInNanos).toArray();
    List<Demand> demands = new ArrayList<>();
    queue.forEach(job -> demands.add(job.demand()));
    admissions.forEach(admission -> demands.add(admission.rest()));
    demands.sort(Demand::order); // stable: first come, first served
    return new LaneForecast(now(), running, demands);
  }

  private long waiting() {
    long betweenQuanta = admissions.stream().filter(Admission::waits).count();
    return queue.size() + betweenQuanta;
  }

  private boolean isIdle() {
    return queue.isEmpty()
        && admissions.isEmpty()
        && lanes.stream().allMatch(lane -> lane.running() == null);
  }
}
