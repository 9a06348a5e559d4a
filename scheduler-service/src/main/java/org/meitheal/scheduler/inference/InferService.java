package org.meitheal.scheduler.inference;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.compute.PhotoCost;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.execution.PlanClaims.Task;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.OipHeaders;
import org.meitheal.protocol.oip.RequestParameters;
import org.meitheal.scheduler.catalog.InputShape;
import org.meitheal.scheduler.catalog.Model;
import org.meitheal.scheduler.execution.Answer;
import org.meitheal.scheduler.execution.Call;
import org.meitheal.scheduler.execution.Dispatcher;
import org.meitheal.scheduler.input.Input;
import org.meitheal.scheduler.planning.Ask;
import org.meitheal.scheduler.planning.Terms;
import org.meitheal.scheduler.planning.TermsReader;

/** From an HTTP request to an answer: what it asks is settled before any of its tensors is read. */
final class InferService {
  /** Of one number of the answer, as JSON writes it. */
  private static final long JSON_BYTES_PER_VALUE = 12;

  private static final long FLOAT_BYTES = 4;

  /** Five labels with their scores, and the receipt. */
  private static final long CLASSIFICATION_BYTES = 1_000;

  private final Bodies bodies;
  private final TermsReader terms;
  private final Dispatcher dispatcher;
  private final Repeats repeats;
  private final ServedCounts counts;

  InferService(
      Bodies bodies,
      TermsReader terms,
      Dispatcher dispatcher,
      Repeats repeats,
      ServedCounts counts) {
    this.bodies = bodies;
    this.terms = terms;
    this.dispatcher = dispatcher;
    this.repeats = repeats;
    this.counts = counts;
  }

  Answer infer(Model model, HttpServletRequest request) throws IOException {
    try (Input input = bodies.open(request)) {
      String headerLength = request.getHeader(OipHeaders.HEADER_LENGTH);
      HeadReader.Head head = HeadReader.read(input, headerLength, model.manifest());
      InputShape shape = head.shape();
      long outputBytes = model.outputBytes(shape.items());
      Ask ask =
          new Ask(
              model,
              Task.INFER,
              input.length() >= 0 ? input.length() : model.inputBytes(shape),
              head.binaryOutput() ? outputBytes : outputBytes / FLOAT_BYTES * JSON_BYTES_PER_VALUE,
              model.multiplyAdds(shape),
              model.divisible(shape, head.type()),
              terms(head.parameters(), model, request),
              client(request),
              null);
      return repeats.once(
          request, ask, input, () -> run(ask, shape.items(), input, headerLength, request));
    }
  }

  Answer classify(Model model, HttpServletRequest request) throws IOException {
    model.requireLabels();
    try (Input input = bodies.open(request)) {
      if (input.length() < 0) {
        input.readAll();
      }
      if (input.length() == 0) {
        throw OipException.badRequest("the body is empty: send a JPEG or PNG");
      }
      int side = model.photoSize();
      Ask ask =
          new Ask(
              model,
              Task.CLASSIFY,
              input.length(),
              CLASSIFICATION_BYTES,
              model.multiplyAdds(new InputShape(1, side, side))
                  + PhotoCost.multiplyAdds(input.length()),
              null,
              terms(Map.of(), model, request),
              client(request),
              null);
      return repeats.once(request, ask, input, () -> run(ask, 1, input, null, request));
    }
  }

  private Answer run(
      Ask ask, long items, Input input, @Nullable String headerLength, HttpServletRequest request)
      throws IOException {
    long arrived = ArrivalFilter.arrivedNanos(request);
    try {
      Answer answer =
          dispatcher.run(new Call(ask, input, request.getContentType(), headerLength, arrived));
      counts.succeeded(ask.model(), items, System.nanoTime() - arrived, answer.done().timings());
      return answer;
    } catch (IOException | RuntimeException failed) {
      counts.failed(ask.model(), System.nanoTime() - arrived);
      throw failed;
    }
  }

  private static @Nullable String client(HttpServletRequest request) {
    AccessToken caller = AccessToken.of(request);
    return caller == null ? null : caller.subject();
  }

  private Terms terms(Map<String, Object> parameters, Model model, HttpServletRequest request) {
    AccessToken caller = AccessToken.of(request);
    DeviceId device =
        caller != null && caller.role() == Role.DEVICE ? new DeviceId(caller.subject()) : null;
    return terms.read(RequestParameters.parse(parameters, request::getHeader), model, device);
  }
}
