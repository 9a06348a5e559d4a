package org.meitheal.registry.principal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.protocol.identity.Role;
import org.springframework.data.domain.Persistable;

/** A caller: a client, an operator, a service, or a device. */
@Entity
@Table(name = "principals")
public class Principal implements Persistable<String> {
  @Id private String id;
  private String name;

  @Enumerated(EnumType.STRING)
  private Role role;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> scopes;

  @Column(name = "secret_sha256")
  private String secretSha256;

  @Column(name = "previous_secret_sha256")
  private @Nullable String previousSecretSha256;

  private Instant createdAt;
  @Transient private boolean stored;

  @SuppressWarnings("NullAway.Init")
  protected Principal() {}

  Principal(ApiKeyText key, String name, Role role, List<String> scopes, Instant createdAt) {
    this.id = key.id();
    this.name = name;
    this.role = role;
    this.scopes = List.copyOf(scopes);
    this.secretSha256 = key.hash();
    this.createdAt = createdAt;
  }

  @Override
  public String getId() {
    return id;
  }

  public String name() {
    return name;
  }

  public Role role() {
    return role;
  }

  public List<String> scopes() {
    return scopes;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** Whether the key is the present one or the one before; takes the same time either way. */
  boolean accepts(ApiKeyText key) {
    boolean present = ApiKeyFormat.matches(key.secret(), secretSha256);
    boolean previous =
        previousSecretSha256 != null && ApiKeyFormat.matches(key.secret(), previousSecretSha256);
    return present || previous;
  }

  /** From now on this secret and the one before it are valid. */
  void rotateTo(ApiKeyText key) {
    previousSecretSha256 = secretSha256;
    secretSha256 = key.hash();
  }

  /** From now on this secret alone is valid. */
  void become(ApiKeyText key, Role newRole) {
    secretSha256 = key.hash();
    previousSecretSha256 = null;
    role = newRole;
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
