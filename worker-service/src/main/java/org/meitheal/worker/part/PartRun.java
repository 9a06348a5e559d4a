package org.meitheal.worker.part;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Crop;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.partition.Step;
import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.lane.Admission;
import org.meitheal.worker.lane.Job;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.lane.Task;
import org.meitheal.worker.model.Canvas;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.Source;
import org.meitheal.worker.model.Workbench;

/** One run of a part, in its own thread: stage by stage, each computed on a lane. */
final class PartRun {
  private final PartWork work;
  private final Workbench bench;
  private final Admission admission;
  private final Neighbours neighbours;
  private final LaneClock clock;
  private final Tally tally = new Tally();
  private final long startedAt;

  /** Of its own piece, where answers are joined. */
  private @Nullable Logits answer;

  /** Of all that ran on a lane, as calibrated. */
  private double laneExpectedMs;

  private long laneNanos;

  PartRun(
      PartWork work, Workbench bench, Admission admission, Neighbours neighbours, LaneClock clock) {
    this.work = work;
    this.bench = bench;
    this.admission = admission;
    this.neighbours = neighbours;
    this.clock = clock;
    this.startedAt = clock.now();
  }

  Tally tally() {
    return tally;
  }

  /** A helper's part, and what it owes the lead. */
  PartOutcome helped(@Nullable Source image)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    Canvas held = stages(image);
    Rows result = result(held);
    if (result != null) {
      tally.sent(result);
    }
    learn();
    return tally.outcome(work.part(), result, clock.now() - startedAt);
  }

  private @Nullable Rows result(@Nullable Canvas held) {
    if (answer != null) {
      return Answers.rows(answer, work.result());
    }
    return held == null ? null : rows(held, work.result().box());
  }

  /** The lead's part, and all that comes after it. */
  LeadOutcome led(Source image)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    Canvas held = stages(image);
    PartOutcome own = tally.outcome(work.part(), null, clock.now() - startedAt);
    LeadOutcome outcome = work.joins() ? joined(own) : gathered(own, held);
    learn();
    return outcome;
  }

  /** Adds the others' answers to its own, in the parts' order. */
  private LeadOutcome joined(PartOutcome own)
      throws StoppedException, PartLostException, InterruptedException {
    long joiningAt = clock.now();
    Answers answers = new Answers(work.partition(), work.model().classes());
    if (answer != null) {
      answers.add(work.part(), answer);
    }
    for (Transfer transfer : results()) {
      Rows rows = received(work.steps().size(), transfer, work.result(transfer.from()));
      answers.add(transfer.from(), Answers.logits(rows));
    }
    Logits joined = answers.joined();
    return new LeadOutcome(own, joined, Tally.ms(clock.now() - joiningAt), 0);
  }

  /** Runs the rest of the model on all that the parts computed. */
  private LeadOutcome gathered(PartOutcome own, @Nullable Canvas held)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    long joiningAt = clock.now();
    Canvas all = held == null ? canvas(work.whole(), work.end()) : held;
    for (Transfer transfer : results()) {
      Rows rows = received(work.steps().size(), transfer, work.result(transfer.from()));
      all.write(transfer.box(), rows.bytes());
    }
    double joinWaitMs = Tally.ms(clock.now() - joiningAt);
    double expectedMs = work.calibratedRestMs(work.partition().items());
    Job<Logits> rest =
        admission.run(work.nanos(expectedMs), stop -> bench.rest(all, work.end(), stop));
    Logits logits = rest.await();
    laneTime(expectedMs, rest);
    return new LeadOutcome(own, logits, joinWaitMs, Tally.ms(rest.laneNanos()));
  }

  private List<Transfer> results() {
    List<Transfer> results = new ArrayList<>();
    for (int part = 0; part < work.partition().parts(); part++) {
      Box box = work.partition().result(part);
      if (part != Partition.LEAD && !box.isEmpty()) {
        results.add(new Transfer(part, Partition.LEAD, box));
      }
    }
    return results;
  }

  private @Nullable Canvas stages(@Nullable Source image)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    Canvas held = null;
    for (Step step : work.steps()) {
      Canvas next = null;
      if (!step.isIdle()) {
        Source input = step.stage() == 0 ? image(image, step) : input(held, step);
        next = stage(step, input);
        close(input);
      }
      if (held != null) {
        held.close(); // again, where it was the input
      }
      held = next;
    }
    return held;
  }

  private static Source image(@Nullable Source image, Step step) {
    if (image == null || !image.box().contains(step.input())) {
      throw new IllegalArgumentException("the rows of the image are not those of the part");
    }
    return image;
  }

  /** What it holds, if that has room for what others send; else it needs nothing of that. */
  private Canvas input(@Nullable Canvas held, Step step) {
    return held != null && held.box().contains(step.input())
        ? held
        : canvas(step.input(), work.stage(step).first());
  }

  private static void close(Source input) {
    if (input instanceof Canvas canvas) {
      canvas.close();
    }
  }

  /** Computes a stage and sends what others need of it; gives none where it answered instead. */
  private @Nullable Canvas stage(Step step, Source input)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    Stage stage = work.stage(step);
    Box outputs = work.outputs(step);
    long startNanos = clock.now() - startedAt;
    double before = tally.multiplyAdds();
    Canvas out = compute(step, input);
    if (out != null) {
      send(step, out);
    }
    double halo = tally.multiplyAdds() - before - work.multiplyAddsWithoutHalo(step);
    tally.stage(stage.first(), stage.end(), outputs, Math.max(0, halo), startNanos);
    return out;
  }

  /** With room for what others send at the next cut, if it keeps anything there itself. */
  private Box room(Step step, Box outputs) {
    Box next = work.nextInput(step);
    return next == null || next.intersect(outputs).isEmpty() ? outputs : outputs.hull(next);
  }

  private @Nullable Canvas compute(Step step, Source input)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    List<Transfer> missing =
        step.stage() == 0 ? List.of() : arrivals(step, step.receives(), (Canvas) input);
    Bands bands = missing.isEmpty() ? null : Bands.of(work, step, missing);
    if (bands == null || arriveSoon(step, missing, bands)) {
      receive(step, missing, input);
      return work.answers(step) ? answer(step, input) : whole(step, input);
    }
    return inBands(step, input, bands, missing);
  }

  private Canvas whole(Step step, Source input)
      throws StoppedException, ExecutionException, InterruptedException {
    Canvas out = output(step);
    quantum(step, input, work.outputs(step), out);
    return out;
  }

  /** Runs the rest of the model, too, in the same quantum, so that nothing has to be kept. */
  private @Nullable Canvas answer(Step step, Source input)
      throws StoppedException, ExecutionException, InterruptedException {
    List<Crop> crops = work.crops(step, work.outputs(step));
    answer =
        quantum(
            step,
            crops,
            headMs(),
            stop -> bench.answer(input, work.stage(step).first(), crops, stop));
    return null;
  }

  private Canvas inBands(Step step, Source input, Bands bands, List<Transfer> expected)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    Canvas out = output(step);
    List<Transfer> missing = expected;
    quantum(step, input, bands.inner(), out);
    for (Box band : bands.outer()) {
      Box needed = work.needed(step, band);
      List<Transfer> now =
          missing.stream().filter(some -> !needed.intersect(some.box()).isEmpty()).toList();
      receive(step, now, input);
      missing = missing.stream().filter(some -> !now.contains(some)).toList();
      boolean last = band.equals(bands.outer().getLast());
      if (last && work.answers(step)) {
        answer = lastBand(step, input, band, out);
      } else {
        quantum(step, input, band, out);
      }
    }
    return out;
  }

  private Logits lastBand(Step step, Source input, Box band, Canvas out)
      throws StoppedException, ExecutionException, InterruptedException {
    List<Crop> crops = work.crops(step, band);
    return quantum(
        step,
        crops,
        headMs(),
        stop -> {
          bench.run(input, work.stage(step).first(), crops, out, stop);
          return bench.rest(out, work.end(), stop);
        });
  }

  private double headMs() {
    return work.calibratedRestMs(work.result().box().items().length());
  }

  /** Takes what is there already; gives what is not. */
  private List<Transfer> arrivals(Step step, List<Transfer> expected, Canvas input)
      throws StoppedException, PartLostException, InterruptedException {
    List<Transfer> missing = new ArrayList<>();
    for (Transfer transfer : expected) {
      if (neighbours.arrives(step.stage(), transfer, 0)) {
        receive(step.stage(), transfer, input);
      } else {
        missing.add(transfer);
      }
    }
    return missing;
  }

  /** Waits no longer than what starting without them would cost. */
  private boolean arriveSoon(Step step, List<Transfer> missing, Bands bands)
      throws InterruptedException {
    long start = clock.now();
    long end = start + work.nanos(bands.extraMs());
    try {
      for (Transfer transfer : missing) {
        if (!neighbours.arrives(step.stage(), transfer, Math.max(0, end - clock.now()))) {
          return false;
        }
      }
      return true;
    } finally {
      tally.waited(clock.now() - start);
    }
  }

  private void receive(Step step, List<Transfer> transfers, Source input)
      throws StoppedException, PartLostException, InterruptedException {
    for (Transfer transfer : transfers) {
      receive(step.stage(), transfer, (Canvas) input);
    }
  }

  private void receive(int cut, Transfer transfer, Canvas into)
      throws StoppedException, PartLostException, InterruptedException {
    long start = clock.now();
    ResultForm form = new ResultForm(Ending.GATHER, transfer.box(), into.channels());
    Rows rows = received(cut, transfer, form);
    into.write(transfer.box(), rows.bytes());
    tally.received(rows);
    tally.waited(clock.now() - start);
  }

  private Rows received(int cut, Transfer transfer, ResultForm form)
      throws StoppedException, PartLostException, InterruptedException {
    Rows rows = neighbours.receive(cut, transfer, admission);
    if (!form.fits(rows)) {
      throw new PartLostException(transfer.from(), "it sent other rows than those it owed");
    }
    return rows;
  }

  private void quantum(Step step, Source input, Box outputs, Canvas out)
      throws StoppedException, ExecutionException, InterruptedException {
    List<Crop> crops = work.crops(step, outputs);
    var _ =
        quantum(
            step,
            crops,
            0,
            stop -> {
              bench.run(input, work.stage(step).first(), crops, out, stop);
              return true;
            });
  }

  /**
   * @param headMs what the rest of the model adds to the runs, as calibrated
   */
  private <T> T quantum(Step step, List<Crop> crops, double headMs, Task<T> task)
      throws StoppedException, ExecutionException, InterruptedException {
    double expectedMs = work.calibratedMs(step, crops) + headMs;
    Job<T> job = admission.run(work.nanos(expectedMs), task);
    tally.computed(work.multiplyAdds(step, crops), job.laneNanos(), job.queueNanos());
    laneTime(expectedMs, job);
    return job.await();
  }

  private void laneTime(double expected, Job<?> job) {
    laneExpectedMs += expected;
    laneNanos += job.laneNanos();
  }

  /** What it took on the lane prices the next parts. */
  private void learn() {
    work.times().meter().addPart(laneExpectedMs, Tally.ms(laneNanos));
  }

  private void send(Step step, Canvas out) throws StoppedException, InterruptedException {
    int cut = step.stage() + 1;
    if (cut == work.steps().size()) {
      return;
    }
    for (Transfer transfer : work.steps().get(cut).sends()) {
      Rows rows = rows(out, transfer.box());
      neighbours.send(cut, transfer, rows);
      tally.sent(rows);
    }
  }

  private Canvas output(Step step) {
    return canvas(room(step, work.outputs(step)), work.stage(step).end());
  }

  private Canvas canvas(Box box, int boundary) {
    return bench.canvas(box, work.chain().channels(boundary));
  }

  private static Rows rows(Canvas from, Box box) {
    return new Rows(box, from.channels(), ImageTensor.Element.FP32, from.read(box));
  }
}
