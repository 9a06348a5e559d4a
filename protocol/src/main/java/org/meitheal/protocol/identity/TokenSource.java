package org.meitheal.protocol.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.RemoteStatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A caller's own token: exchanged for its API key, kept, renewed in the background from 80 % of its
 * life on. While the registry is away the old one goes on until it expires.
 */
public final class TokenSource {
  private static final Logger log = LoggerFactory.getLogger(TokenSource.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration MAX_WAIT = Duration.ofSeconds(6);

  private final HttpClient http;
  private final URI registry;
  private final Supplier<String> apiKey;
  private final InstantSource clock;
  private final ReentrantLock exchanging = new ReentrantLock();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile @Nullable Held held;
  private volatile Instant nextRenewal = Instant.MIN;

  private record Held(String token, Instant renewAt, Instant expiresAt) {}

  public TokenSource(URI registry, Supplier<String> apiKey, InstantSource clock) {
    this(HttpClients.shared(), registry, apiKey, clock);
  }

  public TokenSource(HttpClient http, URI registry, Supplier<String> apiKey, InstantSource clock) {
    this.http = http;
    this.registry = registry;
    this.apiKey = apiKey;
    this.clock = clock;
  }

  /**
   * A valid token, usually at once.
   *
   * @throws TokenUnavailableException if there is none and the registry refuses or is away
   */
  public String token() {
    Held current = held;
    Instant now = clock.instant();
    if (current == null || !now.isBefore(current.expiresAt)) {
      return exchangeNow();
    }
    if (!now.isBefore(current.renewAt) && !now.isBefore(nextRenewal)) {
      renewInBackground();
    }
    return current.token;
  }

  /** Forgets the token, so that the next call exchanges again: for after a 401. */
  public void invalidate() {
    held = null;
  }

  private String exchangeNow() {
    lock();
    try {
      Held current = held;
      if (current == null || !clock.instant().isBefore(current.expiresAt)) {
        current = exchange();
        held = current;
      }
      return current.token;
    } finally {
      exchanging.unlock();
    }
  }

  private void lock() {
    try {
      if (!exchanging.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TokenUnavailableException("the registry does not answer", false, null);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TokenUnavailableException("interrupted", false, interrupted);
    }
  }

  private void renewInBackground() {
    if (renewing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("token-renewal").start(this::renew);
    }
  }

  private void renew() {
    try {
      held = exchange();
    } catch (TokenUnavailableException away) {
      nextRenewal = clock.instant().plus(RETRY_AFTER);
      log.atWarn()
          .addKeyValue("reason", String.valueOf(away.getMessage()))
          .log("cannot renew the token; the old one goes on until it expires");
    } finally {
      renewing.set(false);
    }
  }

  private Held exchange() {
    HttpRequest request =
        JsonCalls.request(registry, "/v1/tokens")
            .header("Authorization", "Bearer " + apiKey.get().strip())
            .POST(BodyPublishers.noBody())
            .build();
    try {
      TokenAnswer answer = JsonCalls.send(http, request, TokenAnswer.class);
      Instant now = clock.instant();
      return new Held(
          answer.token(),
          now.plusMillis(answer.expiresInMs() / 5 * 4),
          now.plusMillis(answer.expiresInMs()));
    } catch (RemoteStatusException status) {
      boolean refused = status.status() == 401 || status.status() == 403;
      String why =
          refused ? "the registry refuses the key" : "the registry answered " + status.status();
      throw new TokenUnavailableException(why, refused, status);
    } catch (IOException away) {
      throw new TokenUnavailableException("the registry is away: " + away, false, away);
    }
  }
}
