package org.meitheal.registry.signing;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.problem.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ticket keys that schedulers publish; the newest two a publisher. */
@Component
class PublishedKeys {
  private static final int KEPT = 2;
  private static final String USE = "ticket";
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private final PublishedKeyRows rows;
  private final SigningKeys signing;
  private final InstantSource clock;

  PublishedKeys(PublishedKeyRows rows, SigningKeys signing, InstantSource clock) {
    this.rows = rows;
    this.signing = signing;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<PublicKeys.Key> list() {
    return rows.findAllByOrderByPublishedAtDesc().stream().map(PublishedKey::published).toList();
  }

  /**
   * Publishing the same key again changes nothing. A kid names one key for ever: verifiers cache.
   */
  @Transactional
  void publish(String kid, PublicKeys.Key key, String publisher) {
    check(kid, key);
    Optional<PublishedKey> present = rows.findById(kid);
    if (present.isPresent()) {
      if (!present.get().isSameAs(key, publisher)) {
        throw taken(kid);
      }
      return;
    }
    try {
      rows.saveAndFlush(new PublishedKey(key, publisher, clock.instant()));
    } catch (DataIntegrityViolationException raced) {
      throw taken(kid);
    }
    rows.deleteAll(
        rows.findByPublisherOrderByPublishedAtDesc(publisher).stream().skip(KEPT).toList());
  }

  private void check(String kid, PublicKeys.Key key) {
    require(
        kid.equals(key.kid()) && KID.matcher(kid).matches(),
        "kid must be that of the path: 1 to 128 letters, digits, '.', '_', ':' or '-'");
    require(USE.equals(key.use()), "use must be 'ticket'");
    require(isKey(key.x()), "x must be the 32 bytes of an Ed25519 public key, base64url");
    if (signing.published().stream().anyMatch(own -> own.kid().equals(kid))) {
      throw taken(kid);
    }
  }

  private static boolean isKey(@Nullable String x) {
    try {
      return x != null && Ed25519.encode(Ed25519.decode(x)).equals(x);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static ProblemException taken(String kid) {
    return new ProblemException(
        409, "kid-taken", false, "The kid '" + kid + "' already names another key.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ProblemException(400, "invalid-key", false, otherwise);
    }
  }
}
