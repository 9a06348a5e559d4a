package org.meitheal.registry.signing;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.identity.PublicKeys;
import org.meitheal.protocol.identity.TokenIssuer;
import org.meitheal.registry.settings.RegistryProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The registry's token keys: the newest signs, it and the one before verify. */
@Component
public class SigningKeys implements PublicKeySource, SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  /** At most this often an unknown key is looked for in the database, whoever asks. */
  private static final Duration RELOAD = Duration.ofSeconds(5);

  private final SigningKeyStore store;
  private final InstantSource clock;
  private final RegistryProperties properties;
  private volatile List<SigningKey> newestFirst = List.of();
  private volatile Instant reloadedAt = Instant.MIN;

  SigningKeys(SigningKeyStore store, InstantSource clock, RegistryProperties properties) {
    this.store = store;
    this.clock = clock;
    this.properties = properties;
  }

  @Override
  public void afterSingletonsInstantiated() {
    newestFirst = store.rotate(clock.instant(), properties.signingKeyRotation());
  }

  /** Looks once a minute whether it is time for a new key. */
  @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
  void rotate() {
    try {
      newestFirst = store.rotate(clock.instant(), properties.signingKeyRotation());
    } catch (DataAccessException | TransactionException away) {
      log.warn("the signing keys are looked at again in a minute: {}", away.getMessage());
    }
  }

  /** Signs with the newest key. */
  public TokenIssuer issuer() {
    SigningKey newest = newestFirst.getFirst();
    return new TokenIssuer(newest.kid(), newest.secret(), clock, properties.tokenLifetime());
  }

  /** The keys that verify tokens, newest first. */
  List<PublicKeys.Key> published() {
    return newestFirst.stream().map(SigningKey::published).toList();
  }

  @Override
  public @Nullable PublicKey find(String use, String kid) {
    if (!use.equals(SigningKey.USE)) {
      return null;
    }
    PublicKey known = known(kid);
    return known == null && reload() ? known(kid) : known;
  }

  private @Nullable PublicKey known(String kid) {
    return newestFirst.stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .map(SigningKey::open)
        .orElse(null);
  }

  /** Another replica may have made a key a moment ago. */
  private synchronized boolean reload() {
    Instant now = clock.instant();
    if (reloadedAt.isAfter(now.minus(RELOAD))) {
      return false;
    }
    reloadedAt = now;
    try {
      newestFirst = store.load();
      return true;
    } catch (DataAccessException | TransactionException away) {
      log.warn("the signing keys could not be read: {}", away.getMessage());
      return false;
    }
  }
}
