package org.meitheal.dashboard.signin;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Sentences;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.json.ProtocolJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;

/** Has a service do what an operator wants, in the operator's own name. */
@Component
public class OperatorActs {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorActs.class);
  private static final long MOST_BYTES = 4L << 20;

  private final OperatorTokens tokens;

  OperatorActs(OperatorTokens tokens) {
    this.tokens = tokens;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Done() implements Outcome {}

    /**
     * @param status to answer the operator with
     * @param code of the service's problem; none where it is not the service that refuses
     * @param why in a sentence
     */
    record NotDone(int status, @Nullable String code, String why) implements Outcome {}
  }

  /** Problem details, as far as people are told. */
  private record Told(@Nullable String code, @Nullable String detail) {
    static final Told NOTHING = new Told(null, null);
  }

  /** Whether the sign-in is so long ago that the key must be given with an action. */
  public boolean needsKey(SignedIn who) {
    return tokens.of(who) == null;
  }

  /**
   * Tries, once.
   *
   * @param key the operator's, where one was needed; else blank
   * @param request without a credential
   * @throws ResponseStatusException 403 where the service allows it to nobody like this, 404 where
   *     what it is about is gone
   */
  public Outcome act(SignedIn who, String key, HttpRequest.Builder request) {
    String refused = key.isBlank() ? null : tokens.renew(who, key);
    String token = refused == null ? tokens.of(who) : null;
    if (token == null) {
      return keyNeeded(refused == null ? "Give your key once more." : refused);
    }
    try {
      return outcome(who, send(request.header("Authorization", "Bearer " + token).build()));
    } catch (IOException away) {
      LOG.warn("No answer to what {} wants: {}", who.name(), away.getMessage());
      return new Outcome.NotDone(
          HttpStatus.SERVICE_UNAVAILABLE.value(),
          null,
          "There was no answer in time. Look whether it is done before you try again.");
    }
  }

  private Outcome outcome(SignedIn who, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    return switch (status) {
      case 200, 201, 202, 204 -> new Outcome.Done();
      case 401 -> {
        tokens.forget(who);
        yield keyNeeded("Nothing was done yet: give your key once more.");
      }
      case 403, 404 -> throw new ResponseStatusException(HttpStatus.valueOf(status));
      case 412 ->
          new Outcome.NotDone(
              HttpStatus.CONFLICT.value(),
              told(answer).code(),
              "Nothing was done: somebody else changed it meanwhile. This is how it is now.");
      default -> refused(answer);
    };
  }

  private static Outcome refused(HttpResponse<byte[]> answer) {
    Told told = told(answer);
    LOG.warn("{} answered {}: {}", answer.uri(), answer.statusCode(), told.detail());
    int status = answer.statusCode() / 100 == 4 ? answer.statusCode() : 503;
    String detail = told.detail();
    return new Outcome.NotDone(
        status, told.code(), Sentences.refused(detail == null ? "" : detail));
  }

  private static Outcome keyNeeded(String why) {
    return new Outcome.NotDone(HttpStatus.UNAUTHORIZED.value(), null, why);
  }

  private static Told told(HttpResponse<byte[]> answer) {
    try {
      Told told = ProtocolJson.MAPPER.readValue(answer.body(), Told.class);
      return told == null ? Told.NOTHING : told;
    } catch (JacksonException noProblemDetails) {
      return Told.NOTHING;
    }
  }

  private static HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return HttpClients.shared()
          .send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
