package org.meitheal.protocol.identity;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Where verifiers find the keys that signed tokens and tickets. */
public interface PublicKeySource {
  /**
   * @param use {@code token} or {@code ticket}
   * @return null for a key that is unknown, or published for another use
   */
  @Nullable PublicKey find(String use, String kid);
}
