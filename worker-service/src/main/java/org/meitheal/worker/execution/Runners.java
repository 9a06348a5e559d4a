package org.meitheal.worker.execution;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Box;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.trace.Carried;
import org.meitheal.protocol.trace.Step;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Credential;
import org.meitheal.worker.exchange.Exchange;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.exchange.Owed;
import org.meitheal.worker.exchange.PartReports;
import org.meitheal.worker.exchange.Terms;
import org.meitheal.worker.execution.Happening.Place;
import org.meitheal.worker.lane.StoppedException;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.part.AdmittedPart;
import org.meitheal.worker.part.ImageRows;
import org.meitheal.worker.part.Neighbours;
import org.meitheal.worker.part.PartLostException;
import org.meitheal.worker.part.PartOutcome;
import org.meitheal.worker.part.Rows;

/** Has parts run, here and elsewhere, each in a thread of its own, and tells how they went. */
final class Runners implements AutoCloseable {
  private final Commission commission;
  private final Exchange exchange;
  private final PartClient client;
  private final Consumer<Happening> tell;
  private final UnaryOperator<Neighbours> overhearing;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Thread> calls = new ArrayList<>();
  private final List<AdmittedPart> parts = new ArrayList<>();
  private final Set<URI> called = new LinkedHashSet<>();

  /** Of the request: what runs in other threads belongs to it too. */
  private final Carried trace = Carried.here();

  /**
   * What a lead was asked to do.
   *
   * @param plan as it shows it to others
   * @param deadline in the lanes' clock
   * @param memory of the image
   */
  record Commission(
      AttemptId id,
      Credential plan,
      DividedWork work,
      ImageTensor image,
      long deadline,
      MemoryLease memory,
      String device) {
    Terms terms() {
      return work.terms();
    }
  }

  /**
   * @param overhearing put around the neighbours of the lead's own part
   */
  Runners(
      Commission commission,
      Exchange exchange,
      PartClient client,
      Consumer<Happening> tell,
      UnaryOperator<Neighbours> overhearing) {
    this.commission = commission;
    this.exchange = exchange;
    this.client = client;
    this.tell = tell;
    this.overhearing = overhearing;
  }

  /** The lead's own part, the join and the rest of the model. */
  void lead(AdmittedPart own) throws PartLostException {
    MemoryLease rows = take(own);
    Neighbours neighbours = overhearing.apply(exchange.neighbours(Partition.LEAD, commission.plan));
    commission.memory.hold();
    start(
        "lead",
        () -> {
          try (own;
              rows;
              Step _ = Step.begin("join")) {
            tell.accept(new Happening.Led(own.lead(commission.image, neighbours)));
          } catch (StoppedException
              | PartLostException
              | ExecutionException
              | InterruptedException
              | RuntimeException failure) {
            tell.accept(new Happening.LeadFailed(failure));
          } finally {
            commission.memory.close();
          }
        });
  }

  /** A part on this device. */
  void home(int part, AdmittedPart admitted) throws PartLostException {
    MemoryLease rows = take(admitted);
    Neighbours neighbours = exchange.neighbours(part, commission.plan);
    Rows input = input(part);
    start(
        "part-" + part,
        () -> {
          try (admitted;
              rows;
              Step _ = Step.begin("part").note("meitheal.part", part)) {
            PartOutcome outcome = admitted.run(input, neighbours);
            tell.accept(
                new Happening.Done(
                    part, PartReports.of(outcome, commission.device, "done"), Place.HOME));
            deliver(part, outcome.result());
          } catch (StoppedException
              | PartLostException
              | ExecutionException
              | InterruptedException
              | RuntimeException failure) {
            tell.accept(new Happening.Lost(part, Place.HOME, String.valueOf(failure.getMessage())));
          }
        });
  }

  /**
   * A part on another device.
   *
   * @param moved where others run, if not where the division says
   */
  void away(PartOffer offer, Place place, List<Frame.Moved> moved) {
    int part = offer.part();
    PartClient.Order order =
        new PartClient.Order(
            commission.work.text(),
            moved,
            input(part),
            commission.deadline,
            commission.terms().result(part).cut(),
            commission.work.result(part));
    call(
        "part-" + part,
        URI.create(offer.url()),
        () -> {
          MemoryLease memory = exchange.memory();
          if (memory == null) {
            return;
          }
          try (memory) {
            switch (client.run(offer, order, memory)) {
              case PartClient.Answer.Done done -> {
                tell.accept(new Happening.Done(part, done.report(), place));
                deliver(part, done.result());
              }
              case PartClient.Answer.Lost lost ->
                  tell.accept(new Happening.Lost(part, place, lost.why()));
            }
          }
        });
  }

  /** Has a device send a part's rows again, to where it runs now; no spare means here. */
  void replay(URI device, int part, @Nullable PartOffer spare, long leftNanos) {
    call(
        "replay-" + part,
        device,
        () -> {
          if (!client.replay(device, commission.id, part, spare, commission.plan, leftNanos)) {
            tell.accept(new Happening.RowsGone(part));
          }
        });
  }

  /** Stops what still runs, and tells all that it is over. */
  @Override
  public void close() {
    lock.lock();
    try {
      parts.forEach(AdmittedPart::cancel);
      calls.forEach(Thread::interrupt);
      called.forEach(device -> client.end(device, commission.id, commission.plan));
    } finally {
      lock.unlock();
    }
  }

  private void start(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(trace.around(work));
  }

  private interface Call {
    void run() throws InterruptedException;
  }

  private void call(String name, URI device, Call call) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                trace.around(() -> {
                  try (Step _ = Step.begin(name.startsWith("part") ? "part" : "replay")) {
                    call.run();
                  } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                  }
                }));
    lock.lock();
    try {
      calls.add(thread);
      called.add(device);
    } finally {
      lock.unlock();
    }
    thread.start();
  }

  /** The rows that it will use are its own until it ends, even if the execution ends before. */
  private MemoryLease take(AdmittedPart part) throws PartLostException {
    lock.lock();
    try {
      MemoryLease rows = exchange.heldMemory();
      parts.add(part);
      return rows;
    } catch (PartLostException over) {
      part.close();
      throw over;
    } finally {
      lock.unlock();
    }
  }

  /** The first result of a part counts; another of the same is dropped. */
  private void deliver(int part, @Nullable Rows result) {
    Owed owed = commission.terms().result(part);
    if (result != null) {
      exchange.deliver(owed, result);
    }
  }

  private @Nullable Rows input(int part) {
    Box box = commission.terms().partition().steps(part).getFirst().input();
    return box.isEmpty() ? null : ImageRows.piece(commission.image, box);
  }
}
