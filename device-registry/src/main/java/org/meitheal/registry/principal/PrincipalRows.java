package org.meitheal.registry.principal;

import java.util.List;
import java.util.Optional;
import org.meitheal.protocol.identity.Role;
import org.springframework.data.repository.Repository;

interface PrincipalRows extends Repository<Principal, String> {
  Principal saveAndFlush(Principal principal);

  Optional<Principal> findById(String id);

  Optional<Principal> findByName(String name);

  List<Principal> findByRoleNotOrderByName(Role role);

  void delete(Principal principal);

  void flush();
}
