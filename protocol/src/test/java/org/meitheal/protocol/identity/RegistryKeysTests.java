package org.meitheal.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.Await;
import org.meitheal.protocol.FakeServer;
import org.meitheal.protocol.MutableClock;

class RegistryKeysTests {
  private final MutableClock clock = new MutableClock();
  private final KeyPair pair = Ed25519.generate();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile PublicKeys published =
      new PublicKeys(List.of(new PublicKeys.Key("k1", "token", Ed25519.encode(pair.getPublic()))));
  private final FakeServer registry =
      new FakeServer()
          .on(
              "/v1/keys",
              exchange -> {
                fetches.incrementAndGet();
                FakeServer.json(exchange, 200, published);
              });
  private final RegistryKeys keys = new RegistryKeys(registry.uri(), clock);

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void fetchesOnceAndKeeps() {
    assertThat(keys.find("token", "k1")).isEqualTo(pair.getPublic());
    assertThat(keys.find("token", "k1")).isEqualTo(pair.getPublic());
    assertThat(fetches).hasValue(1);
  }

  @Test
  void keepsUsesApart() {
    assertThat(keys.find("ticket", "k1")).isNull();
  }

  @Test
  void refetchesForAnUnknownKeyAtMostEveryFiveSeconds() {
    assertThat(keys.find("token", "k2")).isNull();
    published =
        new PublicKeys(
            List.of(new PublicKeys.Key("k2", "token", Ed25519.encode(pair.getPublic()))));
    assertThat(keys.find("token", "k2")).isNull();
    assertThat(fetches).hasValue(1);

    clock.advance(Duration.ofSeconds(5));

    assertThat(keys.find("token", "k2")).isNotNull();
    assertThat(fetches).hasValue(2);
  }

  @Test
  void goesOnWhileTheRegistryIsAway() {
    keys.find("token", "k1");
    registry.close();
    clock.advance(Duration.ofHours(1));

    assertThat(keys.find("token", "k1")).isNotNull();
    assertThat(keys.find("token", "k2")).isNull();
    assertThat(keys.find("token", "k1")).isNotNull();
  }

  @Test
  void forgetsAKeyThatWasWithdrawn() {
    keys.find("token", "k1");
    published = new PublicKeys(List.of());
    clock.advance(Duration.ofMinutes(2));

    Await.until("k1 is gone", () -> keys.find("token", "k1") == null);
  }

  @Test
  void skipsAMalformedKey() {
    published =
        new PublicKeys(
            List.of(
                new PublicKeys.Key("bad", "token", "???"),
                new PublicKeys.Key("k1", "token", Ed25519.encode(pair.getPublic()))));

    assertThat(keys.find("token", "k1")).isNotNull();
    assertThat(keys.find("token", "bad")).isNull();
  }
}
