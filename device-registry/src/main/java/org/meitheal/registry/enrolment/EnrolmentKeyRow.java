package org.meitheal.registry.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.ApiKeyFormat;
import org.meitheal.registry.principal.ApiKeyText;

/** A one-time key, and by whom it was used. */
@Entity
@SuppressWarnings("UnusedVariable") // Hibernate reads what nobody here does.
@Table(name = "enrolment_keys")
class EnrolmentKeyRow {
  @Id private String id;

  @Column(name = "secret_sha256")
  private String secretSha256;

  private String createdBy;
  private Instant createdAt;
  private Instant expiresAt;
  private @Nullable String deviceId;
  private @Nullable String publicKey;
  private @Nullable Instant usedAt;

  @SuppressWarnings("NullAway.Init")
  protected EnrolmentKeyRow() {}

  EnrolmentKeyRow(ApiKeyText key, String createdBy, Instant createdAt, Instant expiresAt) {
    this.id = key.id();
    this.secretSha256 = key.hash();
    this.createdBy = createdBy;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  boolean accepts(ApiKeyText key) {
    return ApiKeyFormat.matches(key.secret(), secretSha256);
  }

  boolean isExpiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** None while nobody has used it. */
  @Nullable DeviceId device() {
    return deviceId == null ? null : new DeviceId(deviceId);
  }

  boolean wasUsedWith(String key) {
    return key.equals(publicKey);
  }

  void use(DeviceId device, String key, Instant now) {
    deviceId = device.value();
    publicKey = key;
    usedAt = now;
  }
}
