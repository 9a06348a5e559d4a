package org.meitheal.registry.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.meitheal.protocol.identity.Ed25519;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The signing keys in the database. */
@Component
class SigningKeyStore {
  /** Replicas take turns on it, so that one of them makes the next key. */
  private static final long LOCK = 0x6d65_6974_6b65_7973L;

  private static final int KEPT = 2;

  private final SigningKeyRows rows;
  private final JdbcTemplate jdbc;

  SigningKeyStore(SigningKeyRows rows, JdbcTemplate jdbc) {
    this.rows = rows;
    this.jdbc = jdbc;
  }

  /** All keys, newest first. */
  @Transactional(readOnly = true)
  List<SigningKey> load() {
    return rows.findAllByOrderByCreatedAtDesc().stream().map(SigningKeyRow::key).toList();
  }

  /** Makes a key if there is none or the newest has served its period; keeps the newest two. */
  @Transactional
  List<SigningKey> rotate(Instant now, Duration period) {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    List<SigningKeyRow> present = rows.findAllByOrderByCreatedAtDesc();
    if (present.isEmpty() || !present.getFirst().key().createdAt().plus(period).isAfter(now)) {
      rows.save(new SigningKeyRow(newKid(), Ed25519.generate(), now));
      rows.deleteAll(present.subList(Math.min(KEPT - 1, present.size()), present.size()));
    }
    return load();
  }

  private static String newKid() {
    return "registry-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
