package org.meitheal.registry.signing;

import java.util.List;
import org.springframework.data.repository.Repository;

interface SigningKeyRows extends Repository<SigningKeyRow, String> {
  SigningKeyRow save(SigningKeyRow key);

  List<SigningKeyRow> findAllByOrderByCreatedAtDesc();

  void deleteAll(Iterable<? extends SigningKeyRow> keys);
}
