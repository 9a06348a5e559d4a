package org.meitheal.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Classification.Label;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;

/** The scheduler's classify: notes what is sent, and answers as the test says. */
final class FakeClassifier {
  private static final List<String> WISHES =
      List.of("Deadline-Ms", "Objective", "Priority", "Source", "Placement");

  /**
   * What was sent.
   *
   * @param wishes without {@code Meitheal-} before their names
   */
  record Photo(String path, Map<String, String> wishes, byte[] body, String by) {}

  record Reply(int status, Map<String, String> headers, Object body) {}

  final List<Photo> photos = new CopyOnWriteArrayList<>();

  /** One that wants it in a millisecond is refused. */
  volatile Function<Photo, Reply> replies = FakeClassifier::usual;

  /** Whether the next token is held to have run out. */
  volatile boolean expired;

  private final Function<String, @Nullable AccessToken> verifier;

  FakeClassifier(Function<String, @Nullable AccessToken> verifier) {
    this.verifier = verifier;
  }

  static Reply usual(Photo photo) {
    return "1".equals(photo.wishes().get("Deadline-Ms"))
        ? refused(504, "deadline-infeasible", "edge-1 would take 150 ms", "lab.5-refused", null)
        : classified("lab.9-local");
  }

  static Reply classified(String decision) {
    List<Label> labels =
        List.of(
            new Label(967, "espresso", 0.949),
            new Label(504, "coffee mug", 0.021),
            new Label(925, "consomme", 0.0004));
    Receipt receipt = new Receipt(decision, "local", "camera-1", 1, 204.0, 211.0, true, 1);
    return new Reply(
        200,
        Map.of("Meitheal-Decision", decision),
        new Classification(MadeUp.MODEL, "1", labels, receipt));
  }

  static Reply refused(
      int status,
      String code,
      String detail,
      @Nullable String decision,
      @Nullable String retryAfter) {
    Map<String, String> headers = new java.util.HashMap<>();
    if (decision != null) {
      headers.put("Meitheal-Decision", decision);
    }
    if (retryAfter != null) {
      headers.put("Retry-After", retryAfter);
    }
    return new Reply(status, headers, Map.of("status", status, "code", code, "detail", detail));
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Reply reply = reply(exchange, body);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] answer = ProtocolJson.MAPPER.writeValueAsBytes(reply.body());
      exchange.sendResponseHeaders(reply.status(), answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private Reply reply(HttpExchange exchange, byte[] body) {
    String token = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
    AccessToken by = verifier.apply(token);
    if (by == null || expired) {
      expired = false;
      return refused(401, "unauthenticated", "the token has expired", null, null);
    }
    if (by.role() != Role.OPERATOR) {
      return refused(403, "forbidden", "not allowed for the role " + by.role(), null, null);
    }
    Map<String, String> wishes =
        WISHES.stream()
            .flatMap(name -> Stream.ofNullable(header(exchange, name)).map(v -> Map.entry(name, v)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Photo photo = new Photo(exchange.getRequestURI().getRawPath(), wishes, body, by.subject());
    photos.add(photo);
    return replies.apply(photo);
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst("Meitheal-" + name);
  }
}
