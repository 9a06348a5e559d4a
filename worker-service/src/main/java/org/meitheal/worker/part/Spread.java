package org.meitheal.worker.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Interval;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.lane.Admission;
import org.meitheal.worker.lane.Job;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;

/** One run over several lanes of this device, each part in a thread of its own. */
public final class Spread {
  private final List<Admission> admissions;
  private final LocalNeighbours neighbours = new LocalNeighbours();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<Void> ended;
  private final Logits[] results;

  /** What one lane does. */
  private interface Piece {
    /** None of a helper's strip. */
    @Nullable Logits run(int number, Admission admission, LocalNeighbours neighbours)
        throws Exception;
  }

  private Spread(List<Admission> admissions, Piece piece) {
    this.admissions = admissions;
    this.results = new Logits[admissions.size()];
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int number = 0; number < admissions.size(); number++) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      int part = number;
      Thread.ofVirtual().name("part-" + part).start(() -> run(part, piece, done));
      threads.add(done);
    }
    this.ended = CompletableFuture.allOf(threads.toArray(CompletableFuture<?>[]::new));
  }

  static Spread items(
      ServedModel model, ImageTensor images, List<Interval> groups, List<Admission> admissions) {
    Size size = new Size(images.height(), images.width());
    return new Spread(
        admissions,
        (number, admission, _) -> {
          Interval group = groups.get(number);
          double expectedMs = model.times().calibratedMsFrom(0, group.length(), size);
          ImageTensor some = images.slice(group.from(), group.to());
          Job<Logits> job = admission.run(admission.expectedNanos(), stop -> model.run(some, stop));
          model.times().meter().addWhole(expectedMs, Tally.ms(job.laneNanos()));
          model
              .speed()
              .add(
                  model.multiplyAdds(group.length(), size.height(), size.width()), job.laneNanos());
          return job.await();
        });
  }

  static Spread strips(
      List<PartWork> works, ImageTensor image, List<Admission> admissions, LaneClock clock) {
    Rows rows = ImageRows.whole(image);
    return new Spread(
        admissions,
        (number, admission, neighbours) -> {
          PartWork work = works.get(number);
          AdmittedPart part = new LanePart(work, admission, clock);
          if (number == Partition.LEAD) {
            return part.lead(image, neighbours).logits();
          }
          Rows result = part.run(rows, neighbours).result();
          if (result != null) {
            Transfer owed = new Transfer(number, Partition.LEAD, work.result().box());
            neighbours.send(work.steps().size(), owed, result);
          }
          return null;
        });
  }

  private void run(int number, Piece piece, CompletableFuture<Void> done) {
    try (Admission admission = admissions.get(number)) {
      Logits logits = piece.run(number, admission, neighbours);
      if (logits != null) {
        results[number] = logits;
      }
    } catch (Throwable thrown) { // An Error must reach the caller, too.
      failure.compareAndSet(null, thrown);
      neighbours.lose(new PartLostException(number, "it failed"));
      admissions.forEach(Admission::cancel);
    } finally {
      done.complete(null);
    }
  }

  /** Runs no further than to the next segment. */
  public void cancel() {
    admissions.forEach(Admission::cancel);
  }

  /** Runs the action when no lane will touch the input any more, however the run ended. */
  public void whenDone(Runnable action) {
    var _ = ended.thenRun(action);
  }

  /**
   * Waits for the result.
   *
   * @throws StoppedException when it was cancelled or its deadline has passed
   * @throws ExecutionException with the failure of libtorch or of the model
   */
  public Logits await() throws StoppedException, ExecutionException, InterruptedException {
    ended.get(); // each part ends at its deadline, at the latest
    Throwable thrown = failure.get();
    switch (thrown) {
      case null -> {}
      case StoppedException stopped -> throw stopped;
      case ExecutionException failed -> throw failed;
      default -> throw new ExecutionException(thrown);
    }
    List<Logits> pieces =
        IntStream.range(0, results.length)
            .mapToObj(number -> results[number])
            .filter(Objects::nonNull)
            .toList();
    return Logits.join(pieces);
  }
}
