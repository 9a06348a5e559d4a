package org.meitheal.registry.principal;

import java.time.Instant;
import java.util.List;
import org.meitheal.protocol.identity.Role;

/** A caller as operators see it: never its secret. */
public record PrincipalView(
    String id, String name, Role role, List<String> scopes, Instant createdAt) {
  static PrincipalView of(Principal principal) {
    return new PrincipalView(
        principal.getId(),
        principal.name(),
        principal.role(),
        principal.scopes(),
        principal.createdAt());
  }
}
