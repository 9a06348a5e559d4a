package org.meitheal.scheduler.planning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.PlanRequest;
import org.meitheal.scheduler.catalog.InputShape;
import org.meitheal.scheduler.catalog.Model;
import org.meitheal.scheduler.catalog.Models;

/** A request that is only described. */
final class DescribedRequests {
  private final Models models;
  private final TermsReader terms;

  DescribedRequests(Models models, TermsReader terms) {
    this.models = models;
    this.terms = terms;
  }

  /**
   * @param client who asks
   * @param caller the device that asks; none if no device asks
   * @param door the device that has the input and leads; none where the input would come here
   */
  Ask read(
      PlanRequest request,
      @Nullable String client,
      @Nullable DeviceId caller,
      @Nullable DeviceId door) {
    Model model =
        models
            .find(request.model(), request.modelVersion())
            .orElseThrow(() ->
                new ProblemException(
                    404, "unknown-model", false, "unknown model '" + request.model() + "'"));
    InputShape shape = shape(request.shape(), model);
    Map<String, Object> flat = flat(request);
    if (door != null) {
      flat.put("source", door.value());
    }
    Terms read = terms.read(RequestParameters.parse(flat, _ -> null), model, caller);
    return new Ask(
        model,
        Task.INFER,
        inputBytes(request.inputBytes(), shape, model),
        model.outputBytes(shape.items()),
        model.multiplyAdds(shape),
        model.divisible(shape, type(request.datatype(), model)),
        read,
        client,
        door);
  }

  private static DataType type(@Nullable String datatype, Model model) {
    return DataType.parse(datatype == null ? model.manifest().input().datatype() : datatype);
  }

  private static InputShape shape(@Nullable List<Long> shape, Model model) {
    return shape == null
        ? new InputShape(1, model.photoSize(), model.photoSize())
        : InputShape.of(shape, model.manifest());
  }

  private static long inputBytes(@Nullable Long bytes, InputShape shape, Model model) {
    if (bytes != null && bytes < 0) {
      throw new ProblemException(400, "bad-input-bytes", false, "input_bytes is negative");
    }
    return bytes == null ? model.inputBytes(shape) : bytes;
  }

  private static Map<String, Object> flat(PlanRequest request) {
    Map<String, Object> flat = new HashMap<>();
    put(flat, "deadline_ms", request.deadlineMs());
    put(flat, "priority", request.priority());
    put(flat, "source", request.source());
    put(flat, "objective", request.objective());
    put(flat, "target_reliability", request.targetReliability());
    put(flat, "placement", request.placement());
    put(flat, "max_devices", request.maxDevices());
    put(flat, "pipeline", request.pipeline());
    return flat;
  }

  private static void put(Map<String, Object> flat, String key, @Nullable Object value) {
    if (value != null) {
      flat.put(key, value);
    }
  }
}
