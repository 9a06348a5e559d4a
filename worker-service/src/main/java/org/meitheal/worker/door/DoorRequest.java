package org.meitheal.worker.door;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.placement.Placement;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.oip.EncodedResponse;
import org.meitheal.protocol.oip.InferRequest;
import org.meitheal.protocol.oip.InputTensor;
import org.meitheal.protocol.oip.OipAnswers;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.inference.Order;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.oip.InferExchange;

/** A request that was read whole, and is one that the model takes. */
record DoorRequest(
    ServedModel model,
    InferRequest infer,
    RequestParameters wishes,
    Input.Tensor input,
    Order order) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int SHARE_FOR_PLANNING = 5;

  /** Whether there is something to plan: its input stays here. */
  boolean isPlanned() {
    Placement placement = wishes.placement();
    Integer devices = wishes.maxDevices();
    return (placement == null || placement == Placement.PARTITIONED)
        && (devices == null || devices > 1);
  }

  /** How long it may wait for a plan: not more than a fifth of its time. */
  Duration patience(Duration most) {
    Duration share = Duration.ofNanos((order.deadline() - order.receivedAt()) / SHARE_FOR_PLANNING);
    return share.compareTo(most) < 0 ? share : most;
  }

  /**
   * @param now in the clock of its order
   */
  PlanRequest toPlan(long now) {
    InputTensor tensor = infer.inputs().getFirst();
    return new PlanRequest(
        model.manifest().name(),
        model.manifest().version(),
        tensor.shape(),
        (long) tensor.data().remaining(),
        Math.max(1, (order.deadline() - now) / NANOS_PER_MILLI),
        null,
        name(wishes.objective()),
        wishes.targetReliability(),
        name(wishes.placement()),
        tensor.datatype().name(),
        wishes.maxDevices(),
        true,
        order.priority());
  }

  EncodedResponse answer(Logits logits, Receipt receipt) {
    Map<String, Object> flat = OipAnswers.flat(receipt);
    return InferExchange.answer(model, infer.head(), logits, flat);
  }

  double elapsedMs(long now) {
    return (now - order.receivedAt()) / NANOS_PER_MILLI;
  }

  /** Null where it names no deadline. */
  @Nullable Boolean isInTime(long now) {
    return wishes.deadline() == null ? null : (Boolean) (now <= order.deadline());
  }

  private static @Nullable String name(@Nullable Enum<?> wish) {
    return wish == null ? null : wish.name().toLowerCase(Locale.ROOT);
  }
}
