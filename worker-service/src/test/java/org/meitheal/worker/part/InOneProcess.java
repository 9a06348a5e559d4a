package org.meitheal.worker.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Step;
import org.meitheal.core.partition.Transfer;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.support.Models;

/** Runs all parts of a partition here, each as a helper on another device would. */
final class InOneProcess {
  private final Models models;
  private final ServedModel model;
  private final PartRunner runner;

  InOneProcess(Models models, ServedModel model) {
    this.models = models;
    this.model = model;
    this.runner = new LanePartRunner(models.lanes, models.clock);
  }

  LeadOutcome run(Partition partition, ImageTensor image) {
    return run(partition, image, new LocalNeighbours(), others -> others);
  }

  /** All parts compute what they can before they wait. */
  LeadOutcome runLate(Partition partition, ImageTensor image) {
    return run(partition, image, new LocalNeighbours(), LateNeighbours::new);
  }

  private LeadOutcome run(
      Partition partition,
      ImageTensor image,
      LocalNeighbours neighbours,
      UnaryOperator<Neighbours> seen) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<PartOutcome>> helpers = new ArrayList<>();
      for (int part = 1; part < partition.parts(); part++) {
        int number = part;
        helpers.add(
            CompletableFuture.supplyAsync(
                () -> help(partition, number, image, neighbours, seen), threads));
      }
      try (AdmittedPart lead = admit(partition, Partition.LEAD)) {
        LeadOutcome outcome = lead.lead(image, seen.apply(neighbours));
        helpers.forEach(CompletableFuture::join);
        return outcome;
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  private PartOutcome help(
      Partition partition,
      int part,
      ImageTensor image,
      LocalNeighbours neighbours,
      UnaryOperator<Neighbours> seen) {
    try (AdmittedPart admitted = admit(partition, part)) {
      PartOutcome outcome = admitted.run(piece(partition, part, image), seen.apply(neighbours));
      Rows result = outcome.result();
      if (result != null) {
        neighbours.send(
            partition.stages().size(),
            new Transfer(part, Partition.LEAD, partition.result(part)),
            result);
      }
      return outcome;
    } catch (Exception failure) {
      neighbours.lose(new PartLostException(part, String.valueOf(failure)));
      throw new IllegalStateException(failure);
    }
  }

  /** One helper's part, which needs nobody else. */
  PartOutcome help(Partition partition, int part, Rows input) throws Exception {
    try (AdmittedPart admitted = admit(partition, part)) {
      return admitted.run(input, new LocalNeighbours());
    }
  }

  private AdmittedPart admit(Partition partition, int part) throws Exception {
    return runner.admit(model, partition, part, 0, models.in(Duration.ofSeconds(60)));
  }

  private static @Nullable Rows piece(Partition partition, int part, ImageTensor image) {
    Step first = partition.steps(part).getFirst();
    return first.isIdle() ? null : ImageRows.piece(image, first.input());
  }
}
