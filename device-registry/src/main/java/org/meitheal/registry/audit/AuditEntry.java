package org.meitheal.registry.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads what nobody here does.
@Table(name = "audit")
class AuditEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private Instant at;
  private String actor;
  private String action;
  private String target;
  private String detail;

  @SuppressWarnings("NullAway.Init")
  protected AuditEntry() {}

  AuditEntry(Instant at, String actor, String action, String target, String detail) {
    this.at = at;
    this.actor = actor;
    this.action = action;
    this.target = target;
    this.detail = detail;
  }
}
