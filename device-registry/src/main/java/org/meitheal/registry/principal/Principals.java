package org.meitheal.registry.principal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The callers that the registry knows. */
@Component
public class Principals {
  private final PrincipalRows rows;
  private final InstantSource clock;

  Principals(PrincipalRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Whose key this is; empty if nobody's. */
  @Transactional(readOnly = true)
  public Optional<Principal> authenticate(ApiKeyText key) {
    return rows.findById(key.id()).filter(principal -> principal.accepts(key));
  }

  /**
   * A new caller with a new key.
   *
   * @throws ProblemException 409 {@code name-taken}
   */
  @Transactional
  public ApiKeyText create(String name, Role role, List<String> scopes) {
    ApiKeyText key = ApiKeyText.generate();
    requireFree(name);
    try {
      rows.saveAndFlush(new Principal(key, name, role, scopes, clock.instant()));
    } catch (DataIntegrityViolationException taken) {
      throw nameTaken(name);
    }
    return key;
  }

  /** A fresh credential for a device; the one before stays valid, should the answer be lost. */
  @Transactional
  public ApiKeyText renewDevice(String device) {
    Principal principal =
        rows.findByName(device)
            .orElseThrow(() -> new IllegalStateException("no principal for device " + device));
    ApiKeyText key = ApiKeyText.generate(principal.getId());
    principal.rotateTo(key);
    return key;
  }

  @Transactional
  public void deleteDevice(String device) {
    rows.findByName(device)
        .filter(principal -> principal.role() == Role.DEVICE)
        .ifPresent(rows::delete);
  }

  /** Makes sure that a caller of this name exists with exactly this key and role. */
  @Transactional
  void upsert(String name, Role role, ApiKeyText key) {
    Optional<Principal> present = rows.findByName(name);
    if (present.filter(principal -> principal.getId().equals(key.id())).isPresent()) {
      present.get().become(key, role);
      return;
    }
    present.ifPresent(old -> {
      rows.delete(old);
      rows.flush();
    });
    rows.saveAndFlush(new Principal(key, name, role, List.of(), clock.instant()));
  }

  private void requireFree(String name) {
    if (rows.findByName(name).isPresent()) {
      throw nameTaken(name);
    }
  }

  private static ProblemException nameTaken(String name) {
    return new ProblemException(409, "name-taken", false, "The name '" + name + "' is taken.");
  }
}
