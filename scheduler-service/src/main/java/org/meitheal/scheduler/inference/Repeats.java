package org.meitheal.scheduler.inference;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.scheduler.execution.Answer;
import org.meitheal.scheduler.idempotency.Fingerprint;
import org.meitheal.scheduler.idempotency.IdempotentAnswers;
import org.meitheal.scheduler.idempotency.IdempotentAnswers.CallerKey;
import org.meitheal.scheduler.idempotency.IdempotentAnswers.Work;
import org.meitheal.scheduler.input.Input;
import org.meitheal.scheduler.planning.Ask;

/** Holds a request to its {@code Idempotency-Key}, if it has one. */
final class Repeats {
  private static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 255;

  private final IdempotentAnswers<Answer> answers;

  Repeats(IdempotentAnswers<Answer> answers) {
    this.answers = answers;
  }

  Answer once(HttpServletRequest request, Ask ask, Input input, Work<Answer> work)
      throws IOException {
    String key = key(request);
    if (key == null) {
      return work.run();
    }
    AccessToken caller = AccessToken.of(request);
    String owner = caller == null ? "" : caller.role() + " " + caller.subject();
    return answers.once(new CallerKey(owner, key), fingerprint(ask, input), work);
  }

  private static Fingerprint fingerprint(Ask ask, Input input) throws IOException {
    try (InputStream body = input.whole()) {
      String what = ask.task() + " " + ask.model().name() + " " + ask.model().version();
      return Fingerprint.of(what, body);
    }
  }

  private static @Nullable String key(HttpServletRequest request) {
    String key = request.getHeader(HEADER);
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > LONGEST) {
      throw OipException.badRequest(HEADER + " must have 1 to " + LONGEST + " characters");
    }
    return key;
  }
}
