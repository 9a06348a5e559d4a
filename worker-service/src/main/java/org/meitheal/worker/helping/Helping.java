package org.meitheal.worker.helping;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Credential;
import org.meitheal.worker.exchange.Exchange;
import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.exchange.PartFailures;
import org.meitheal.worker.exchange.PeerUrl;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.lane.RefusedException;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.AdmittedPart;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.PartOutcome;
import org.meitheal.worker.part.PartRunner;
import org.meitheal.worker.part.ResultForm;
import org.meitheal.worker.settings.WorkerSettings;

/** Carries one part out for another worker's execution. */
final class Helping {
  private static final int UNDELIVERED = 502;

  private final ModelRepository models;
  private final PartRunner runner;
  private final Exchanges exchanges;
  private final HelpedParts parts;
  private final Inferences inferences;
  private final RequestMemory memory;
  private final WorkerSettings settings;

  Helping(
      ModelRepository models,
      PartRunner runner,
      Exchanges exchanges,
      HelpedParts parts,
      Inferences inferences,
      RequestMemory memory,
      WorkerSettings settings) {
    this.models = models;
    this.runner = runner;
    this.exchanges = exchanges;
    this.parts = parts;
    this.inferences = inferences;
    this.memory = memory;
    this.settings = settings;
  }

  /** What came of it; the cut is where the result lies. */
  record Helped(PartOutcome outcome, int cut, ResultForm form) {}

  /**
   * Refuses before it reads the body, if it can tell then.
   *
   * @param ticket that was accepted
   * @param receivedAt when the request's first byte was seen
   */
  Helped carryOut(PartClaims claims, String ticket, long receivedAt, HttpServletRequest request)
      throws IOException {
    ServedModel model = model(claims.modelSha256());
    Order order = order(claims, claims.timeLeftMs(), receivedAt);
    inferences.requireCapacity(order, nanos(claims.expectedLaneMs()));
    try (MemoryLease lease = memory.lease()) {
      PartRequest part = PartRequest.read(request, claims, model, lease);
      double left = Math.min(claims.timeLeftMs(), part.deadlineMs());
      return run(claims, ticket, model, part, order(claims, left, receivedAt));
    }
  }

  private Helped run(
      PartClaims claims, String ticket, ServedModel model, PartRequest part, Order order) {
    AttemptId id = new AttemptId(claims.execution(), claims.attempt());
    try (AdmittedPart admitted =
        runner.admit(
            model, part.terms().partition(), claims.part(), order.priority(), order.deadline())) {
      Exchange exchange = exchanges.join(id, part.terms(), order.deadline());
      part.moved().forEach(moved -> exchange.move(moved.part(), url(moved)));
      parts.begin(id, claims.part(), admitted);
      exchange.whenEnded(admitted::cancel);
      PartOutcome outcome = run(claims.part(), ticket, part, admitted, exchange);
      if (!exchange.awaitDelivered(claims.part(), order.deadline() - inferences.now())) {
        throw new OipException(UNDELIVERED, "rows of this part did not reach a neighbour");
      }
      Partition partition = part.terms().partition();
      return new Helped(
          outcome, partition.stages().size(), ResultForm.of(model, partition, claims.part()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw PartFailures.of(interrupted);
    } catch (RefusedException | StoppedException | PartLostException | ExecutionException failure) {
      throw PartFailures.of(failure);
    } finally {
      parts.end(id, claims.part());
    }
  }

  private static PartOutcome run(
      int number, String ticket, PartRequest part, AdmittedPart admitted, Exchange exchange)
      throws StoppedException, PartLostException, ExecutionException, InterruptedException {
    try (MemoryLease _ = exchange.heldMemory()) {
      Neighbours neighbours = exchange.neighbours(number, Credential.ofPart(ticket));
      return admitted.run(part.input(), neighbours);
    }
  }

  private ServedModel model(String sha256) {
    return models.models().stream()
        .filter(model -> model.sha256().equals(sha256))
        .findFirst()
        .orElseThrow(() ->
            new InferenceException(Kind.UNKNOWN_MODEL, "this worker does not hold that bundle"));
  }

  private Order order(PartClaims claims, double leftMs, long receivedAt) {
    Duration left = Duration.ofNanos(nanos(leftMs));
    return Order.of(receivedAt, left, settings.maxDeadline(), claims.priority());
  }

  private static @Nullable URI url(Frame.Moved moved) {
    String url = moved.url();
    return url == null ? null : PeerUrl.parse(url);
  }

  private static long nanos(double ms) {
    double bounded = Math.clamp(ms, 0, (double) TimeUnit.DAYS.toMillis(1));
    return (long) (bounded * TimeUnit.MILLISECONDS.toNanos(1));
  }
}
