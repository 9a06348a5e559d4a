package org.meitheal.registry.principal;

import java.util.List;
import java.util.regex.Pattern;
import org.meitheal.protocol.identity.ApiKey;
import org.meitheal.protocol.identity.ApiKeyRequest;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.registry.audit.Audit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What operators do with callers. Devices are no part of it: they enrol, and are deleted as
 * devices.
 */
@Component
class PrincipalAdministration {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");
  private static final Pattern SCOPE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final int MAX_SCOPES = 32;

  private final Principals principals;
  private final PrincipalRows rows;
  private final Audit audit;

  PrincipalAdministration(Principals principals, PrincipalRows rows, Audit audit) {
    this.principals = principals;
    this.rows = rows;
    this.audit = audit;
  }

  @Transactional
  ApiKey create(ApiKeyRequest request, String operator) {
    check(request);
    ApiKeyText key = principals.create(request.name(), request.role(), request.scopes());
    audit.record(operator, "principal.create", request.name(), request.role().name());
    return new ApiKey(key.id(), request.name(), request.role(), key.text());
  }

  @Transactional(readOnly = true)
  List<PrincipalView> list() {
    return rows.findByRoleNotOrderByName(Role.DEVICE).stream().map(PrincipalView::of).toList();
  }

  @Transactional
  void delete(String id, String operator) {
    Principal principal =
        rows.findById(id)
            .filter(found -> found.role() != Role.DEVICE)
            .orElseThrow(
                () -> new ProblemException(404, "principal-unknown", false, "No such principal."));
    rows.delete(principal);
    audit.record(operator, "principal.delete", principal.name(), principal.role().name());
  }

  private static void check(ApiKeyRequest request) {
    require(
        NAME.matcher(request.name()).matches(),
        "name must be 1 to 63 letters, digits, '.', '_', '@' or '-', the first a letter or digit");
    require(request.role() != Role.DEVICE, "a device gets its credential by enrolling");
    List<String> scopes = request.scopes();
    require(
        scopes.size() <= MAX_SCOPES
            && scopes.stream().allMatch(scope -> scope != null && SCOPE.matcher(scope).matches()),
        "scopes must be at most 32 printable texts without spaces, each at most 128 characters");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ProblemException(400, "invalid-principal", false, otherwise);
    }
  }
}
