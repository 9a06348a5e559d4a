package org.meitheal.protocol.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that the registry publishes. Fetched when first needed, again for an unknown key (at
 * most every five seconds, so that forged ids cannot make a flood), and in the background once a
 * minute so that withdrawn keys end. While the registry is away the last set goes on.
 */
public final class RegistryKeys implements PublicKeySource {
  private static final Logger log = LoggerFactory.getLogger(RegistryKeys.class);
  private static final Duration REFETCH_INTERVAL = Duration.ofSeconds(5);
  private static final Duration REFRESH_AFTER = Duration.ofMinutes(1);
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final URI registry;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Map<Name, PublicKey> keys = Map.of();
  private volatile Instant nextFetch = Instant.MIN;
  private volatile Instant refreshAt = Instant.MAX;

  private record Name(String use, String kid) {}

  public RegistryKeys(URI registry, InstantSource clock) {
    this(HttpClients.shared(), registry, clock);
  }

  public RegistryKeys(HttpClient http, URI registry, InstantSource clock) {
    this.http = http;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public @Nullable PublicKey find(String use, String kid) {
    Name name = new Name(use, kid);
    PublicKey key = keys.get(name);
    if (key == null) {
      fetchFor(name);
      return keys.get(name);
    }
    if (clock.instant().isAfter(refreshAt)) {
      refreshAt = clock.instant().plus(REFETCH_INTERVAL);
      Thread.ofVirtual().name("keys").start(() -> fetchFor(null));
    }
    return key;
  }

  private void fetchFor(@Nullable Name wanted) {
    try {
      if (!fetching.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      boolean arrivedMeanwhile = wanted != null && keys.containsKey(wanted);
      if (!arrivedMeanwhile && !clock.instant().isBefore(nextFetch)) {
        fetch();
      }
    } finally {
      fetching.unlock();
    }
  }

  private void fetch() {
    nextFetch = clock.instant().plus(REFETCH_INTERVAL);
    try {
      PublicKeys answer =
          JsonCalls.send(
              http, JsonCalls.request(registry, "/v1/keys").GET().build(), PublicKeys.class);
      keys = index(answer.keys());
      refreshAt = clock.instant().plus(REFRESH_AFTER);
    } catch (IOException away) {
      log.atWarn()
          .addKeyValue("reason", away.toString())
          .log("cannot fetch the registry's keys; going on with those at hand");
    }
  }

  private static Map<Name, PublicKey> index(List<PublicKeys.Key> published) {
    Map<Name, PublicKey> index = new HashMap<>();
    for (PublicKeys.Key key : published) {
      try {
        index.put(new Name(key.use(), key.kid()), Ed25519.decode(key.x()));
      } catch (IllegalArgumentException malformed) {
        log.atWarn().addKeyValue("kid", key.kid()).log("ignoring a malformed public key");
      }
    }
    return Map.copyOf(index);
  }
}
