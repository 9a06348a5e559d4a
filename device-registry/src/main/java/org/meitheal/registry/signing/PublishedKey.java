package org.meitheal.registry.signing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.meitheal.protocol.identity.PublicKeys;
import org.springframework.data.domain.Persistable;

/** A key by which a scheduler's tickets are verified. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads what nobody here does.
@Table(name = "published_keys")
class PublishedKey implements Persistable<String> {
  @Id private String kid;
  private String publisher;
  private String purpose;
  private String publicKey;
  private Instant publishedAt;
  @Transient private boolean stored;

  @SuppressWarnings("NullAway.Init")
  protected PublishedKey() {}

  PublishedKey(PublicKeys.Key key, String publisher, Instant publishedAt) {
    this.kid = key.kid();
    this.publisher = publisher;
    this.purpose = key.use();
    this.publicKey = key.x();
    this.publishedAt = publishedAt;
  }

  boolean isSameAs(PublicKeys.Key key, String otherPublisher) {
    return publisher.equals(otherPublisher) && published().equals(key);
  }

  PublicKeys.Key published() {
    return new PublicKeys.Key(kid, purpose, publicKey);
  }

  @Override
  public String getId() {
    return kid;
  }

  @PostLoad
  @PostPersist
  void markStored() {
    stored = true;
  }

  @Override
  public boolean isNew() {
    return !stored;
  }
}
