package org.meitheal.lab.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Priority;
import org.meitheal.core.job.Report;
import org.meitheal.core.job.ServiceTimes;
import org.meitheal.core.policy.Control;
import org.meitheal.core.policy.Policy;

/**
 * One run of a trace under a policy, in virtual time. The same seed gives the same run, and gives a
 * job the same speed under every policy.
 */
public final class Simulation {
  /** Told after each event. */
  public interface Observer {
    void after(Simulation simulation);
  }

  /** How devices are made; another way for tests that plant a bug. */
  interface DeviceMaker {
    DeviceMaker AS_IT_SHOULD_BE =
        (pipeline, queue, computed) ->
            new SimulatedDevice(pipeline.cores(), pipeline.quantumMs(), queue, computed);

    SimulatedDevice make(Pipeline pipeline, EventQueue queue, Consumer<Task> computed);
  }

  /** By then every deadline has long passed; a policy that still waits has forgotten something. */
  private static final int PERIODS_TO_END = 20;

  private static final long STREAM_OF_LINK = 0x6c696e6bL;
  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private final Pipeline pipeline;
  private final Faults faults;
  private final Policy policy;
  private final long seed;
  private final Observer observer;
  private final EventQueue queue = new EventQueue();
  private final SharedLink link;
  private final List<SimulatedDevice> devices;
  private final List<Integer> cell;
  private final Map<Long, Task> tasks = new LinkedHashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Control control = new ControlByMessages();
  private final Tally tally = new Tally();
  private long ids;

  Simulation(
      Pipeline pipeline,
      Faults faults,
      Policy policy,
      long seed,
      Observer observer,
      DeviceMaker maker) {
    this.pipeline = pipeline;
    this.faults = faults;
    this.policy = policy;
    this.seed = seed;
    this.observer = observer;
    this.link =
        new SharedLink(
            pipeline.radio().meanMbps(),
            pipeline.radio().deviationMbps(),
            faults,
            new SplittableRandom(seed ^ STREAM_OF_LINK));
    this.cell = IntStream.range(0, pipeline.devices()).boxed().toList();
    this.devices =
        IntStream.range(0, pipeline.devices())
            .mapToObj(number -> maker.make(pipeline, queue, this::computed))
            .toList();
  }

  /** Runs a trace to its end. */
  public static SimulationOutcome run(
      Pipeline pipeline, Trace trace, Policy policy, long seed, Observer observer) {
    return new Simulation(
            pipeline, Faults.NONE, policy, seed, observer, DeviceMaker.AS_IT_SHOULD_BE)
        .run(trace);
  }

  SimulationOutcome run(Trace trace) {
    faults.outages().forEach(this::plan);
    for (int row = 0; row < trace.rows().size(); row++) {
      for (int device = 0; device < pipeline.devices(); device++) {
        int value = trace.rows().get(row).get(device);
        double start = (row + (device % 2) * 0.5) * pipeline.periodMs();
        if (value >= 0) {
          int number = device;
          queue.at(start + pipeline.detectionMs(), () -> detected(number, start, value));
        }
      }
    }
    for (int device = 0; device < pipeline.devices(); device++) {
      reportEvery(device, trace.rows().size() * pipeline.periodMs() + 2 * pipeline.periodMs());
    }
    double limitMs = (trace.rows().size() + PERIODS_TO_END) * pipeline.periodMs();
    while (queue.nowMs() < limitMs && queue.next()) {
      observer.after(this);
    }
    return outcome();
  }

  private void plan(Faults.Outage outage) {
    SimulatedDevice device = devices.get(outage.device());
    queue.at(outage.fromMs(), () -> device.fail().forEach(this::lose));
    double knownMs = Math.min(outage.fromMs() + faults.leaseMs(), outage.toMs());
    queue.at(knownMs, () -> tellLosses(outage.device()));
    queue.at(outage.toMs(), device::comeBack);
  }

  private void lose(Task task) {
    if (task.ending() == null) {
      task.end(JobEnding.LOST, queue.nowMs());
    }
  }

  /** What was there, and what waits elsewhere for an input from there. */
  private void tellLosses(int device) {
    for (Task task : List.copyOf(tasks.values())) {
      if (task.device() == Task.NOWHERE && task.job().source() == device) {
        lose(task);
      }
      if (task.tellLoss()) {
        policy.lost(task.job(), control);
      }
    }
  }

  /** Something arrives that was for a device that is gone, or needs an input from one. */
  private void loseOnTheWay(Task task) {
    lose(task);
    message(() -> {
      if (task.tellLoss()) {
        policy.lost(task.job(), control);
      }
    });
  }

  private void detected(int device, double start, int lowJobs) {
    if (!devices.get(device).up()) {
      return;
    }
    Frame frame = new Frame(device, start + pipeline.periodMs(), lowJobs);
    frames.add(frame);
    message(() -> release(frame, Priority.HIGH, 1));
  }

  private void release(Frame frame, Priority priority, int count) {
    long set = ids++;
    ServiceTimes times = priority == Priority.HIGH ? pipeline.high() : pipeline.low();
    double now = queue.nowMs();
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double deadline = Math.max(frame.deadlineMs(), Math.nextUp(now));
      Job job = new Job(ids++, set, frame.device(), priority, now, deadline, times);
      jobs.add(job);
      tasks.put(
          job.id(), new Task(job, speed(frame, priority == Priority.HIGH ? 0 : 1 + i), frame));
    }
    tally.released(priority, count);
    policy.released(new JobSet(set, jobs), control);
  }

  /**
   * The same for a frame's jobs whatever a policy does.
   *
   * @param number of the job in its frame
   */
  private double speed(Frame frame, int number) {
    long frameKey = Double.doubleToLongBits(frame.deadlineMs()) + frame.device();
    return new SplittableRandom(seed * GOLDEN_RATIO + frameKey * 31 + number).nextDouble();
  }

  private void computed(Task task) {
    boolean wanted = task.ending() == null;
    if (wanted) {
      task.end(JobEnding.COMPLETED, queue.nowMs());
      task.frame().computed(queue.nowMs());
      tally.computed(task.job(), queue.nowMs() <= task.job().deadlineMs());
    }
    message(() -> {
      policy.computed(task.job(), control);
      if (wanted && task.job().high() && task.frame().lowJobs() > 0) {
        release(task.frame(), Priority.LOW, task.frame().lowJobs());
      }
    });
  }

  private void reportEvery(int device, double untilMs) {
    queue.at(
        queue.nowMs() + pipeline.reportMs(),
        () -> {
          report(device);
          if (queue.nowMs() < untilMs) {
            reportEvery(device, untilMs);
          }
        });
  }

  private void report(int device) {
    List<Task> running = devices.get(device).tasks().stream().filter(Task::begun).toList();
    if (!running.isEmpty()) {
      Map<Job, Report> reports = new LinkedHashMap<>();
      running.forEach(task -> reports.put(task.job(), skewed(device, task.report(queue.nowMs()))));
      message(() -> reports.forEach((job, report) -> policy.reported(job, report, control)));
    }
  }

  private Report skewed(int device, Report report) {
    double offMs = device % 2 == 0 ? -faults.skewMs() : faults.skewMs();
    return new Report(report.atMs() + offMs, report.doneShare(), report.cores(), report.quantile());
  }

  /** A state update. */
  private void message(Runnable arrived) {
    send(pipeline.radio().stateBytes(), arrived);
  }

  private void send(int bytes, Runnable arrived) {
    queue.at(link.send(queue.nowMs(), bytes), arrived);
  }

  private Task task(Job job) {
    Task task = tasks.get(job.id());
    if (task == null) {
      throw new IllegalArgumentException("there is no such job: " + job);
    }
    return task;
  }

  /** Virtual time, ms. */
  public double nowMs() {
    return queue.nowMs();
  }

  List<SimulatedDevice> devices() {
    return devices;
  }

  Iterable<Task> tasks() {
    return tasks.values();
  }

  private SimulationOutcome outcome() {
    double coreMs = tasks.values().stream().mapToDouble(Task::coreMs).sum();
    double capacityMs = queue.nowMs() * pipeline.cores() * pipeline.devices();
    return new SimulationOutcome(
        frames.size(),
        (int) frames.stream().filter(Frame::complete).count(),
        tally.view(tasks.values()),
        new SimulationOutcome.LinkUse(link.bytes(), link.busyMs() / queue.nowMs()),
        coreMs / capacityMs,
        queue.nowMs());
  }

  /** What a policy does travels over the link. */
  private final class ControlByMessages implements Control {
    @Override
    public double nowMs() {
      return queue.nowMs();
    }

    @Override
    public int devices() {
      return devices.size();
    }

    @Override
    public List<Integer> cell(int device) {
      return cell;
    }

    @Override
    public int cores(int device) {
      SimulatedDevice asked = devices.get(device);
      return asked.up() || !known(device) ? asked.cores() : 0;
    }

    private boolean known(int device) {
      return faults.outages().stream()
          .anyMatch(outage ->
              outage.device() == device
                  && queue.nowMs() >= outage.fromMs() + faults.leaseMs()
                  && queue.nowMs() < outage.toMs());
    }

    @Override
    public void start(Job job, int device, int cores) {
      Task task = task(job);
      if (task.ending() == JobEnding.COMPLETED) {
        return; // It was evicted while the news of its end was under way.
      }
      if (task.ending() != null || task.device() != Task.NOWHERE) {
        throw new IllegalStateException(job + " has started already, or ended");
      }
      task.sendTo(device);
      tally.started(task, device != job.source());
      Pipeline.Radio radio = pipeline.radio();
      int bytes = job.high() ? radio.startHighBytes() : radio.startLowBytes();
      if (device != job.source()) {
        bytes += radio.imageBytes();
      }
      send(bytes, () -> take(task, device, job.source(), cores));
    }

    private void take(Task task, int device, int from, int cores) {
      if (task.ending() == null && task.device() == device) {
        if (devices.get(device).up() && devices.get(from).up()) {
          devices.get(device).take(task, cores);
        } else {
          loseOnTheWay(task);
        }
      }
    }

    @Override
    public void setCores(Job job, int cores) {
      Task task = task(job);
      if (cores == 0) {
        tally.suspended();
      }
      int device = task.device();
      message(() -> devices.get(device).change(task, cores));
    }

    @Override
    public void move(Job job, int device, int cores) {
      Task task = task(job);
      int from = task.device();
      message(() -> {
        if (devices.get(from).release(task)) {
          tally.moved();
          task.sendTo(device);
          send(pipeline.radio().moveBytes(), () -> take(task, device, device, cores));
        }
      });
    }

    @Override
    public void stop(Job job, JobEnding ending) {
      Task task = task(job);
      if (task.ending() == null) {
        task.end(ending, queue.nowMs());
        remove(task);
      }
    }

    @Override
    public void evict(Job job) {
      Task task = task(job);
      if (task.ending() == null) {
        tally.evicted();
        remove(task);
        task.sendTo(Task.NOWHERE);
        task.startOver();
      }
    }

    private void remove(Task task) {
      int device = task.device();
      if (device != Task.NOWHERE) {
        message(() -> devices.get(device).release(task));
      }
    }

    @Override
    public void wakeAt(double atMs) {
      queue.at(atMs, () -> policy.woken(control));
    }
  }
}
