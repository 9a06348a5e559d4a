package org.meitheal.dashboard.trial;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.OperatorTokens;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.oip.OipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Sends photos in the names of those who chose them. */
@Service
class Trials {
  private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

  private final ClassifyCalls calls;
  private final OperatorTokens tokens;
  private final Samples samples;

  Trials(ClassifyCalls calls, OperatorTokens tokens, Samples samples) {
    this.calls = calls;
    this.tokens = tokens;
    this.samples = samples;
  }

  /** Blocks until there is an answer, or a reason why there is none. */
  Answer run(Form form, SignedIn who) {
    String refused = form.key().isEmpty() ? null : tokens.renew(who, form.key());
    if (refused != null) {
      return Answer.refused(401, refused);
    }
    try {
      form.wish().headers();
      Photo photo = photo(form);
      if (photo == null || form.wish().model().isEmpty()) {
        return Answer.refused(
            400, photo == null ? "Choose a photo first." : "Choose a model first.");
      }
      String token = tokens.of(who);
      return token == null ? keyNeeded() : send(photo, form.wish(), who, token);
    } catch (OipException unusable) {
      return Answer.refused(400, "That cannot be sent: " + unusable.error() + ".");
    } catch (HttpTimeoutException late) {
      LOG.warn("The scheduler did not answer in time: {}", late.getMessage());
      return Answer.refused(504, "The scheduler did not answer in time.");
    } catch (IOException away) {
      LOG.warn("The scheduler cannot be asked: {}", away.getMessage());
      return Answer.refused(503, "The scheduler does not answer. Try again in a moment.");
    }
  }

  private @Nullable Photo photo(Form form) throws IOException {
    if (form.file() != null) {
      return Photo.of(form.file());
    }
    var sample = samples.find(form.wish().sample());
    return sample.isEmpty() ? null : Photo.of(sample.get());
  }

  private Answer send(Photo photo, Wish wish, SignedIn who, String token) throws IOException {
    LOG.info("{}: classify a photo with {}", who.name(), wish.model());
    return switch (calls.send(photo, wish, token)) {
      case ClassifyCalls.Outcome.Classified(var classification) ->
          Answer.of(photo.name(), classification);
      case ClassifyCalls.Outcome.Refused refused when refused.status() == 401 -> {
        tokens.forget(who);
        yield keyNeeded();
      }
      case ClassifyCalls.Outcome.Refused refused -> Refusals.of(refused);
    };
  }

  private static Answer keyNeeded() {
    return Answer.refused(401, "Nothing was sent yet: give your key once more.");
  }
}
