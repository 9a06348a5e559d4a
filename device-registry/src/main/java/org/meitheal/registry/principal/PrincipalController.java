package org.meitheal.registry.principal;

import java.util.List;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.ApiKey;
import org.meitheal.protocol.identity.ApiKeyRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/principals")
class PrincipalController {
  private final PrincipalAdministration administration;

  PrincipalController(PrincipalAdministration administration) {
    this.administration = administration;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ApiKey create(@RequestBody ApiKeyRequest request, AccessToken caller) {
    return administration.create(request, caller.subject());
  }

  @GetMapping
  List<PrincipalView> list() {
    return administration.list();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, AccessToken caller) {
    administration.delete(id, caller.subject());
  }
}
