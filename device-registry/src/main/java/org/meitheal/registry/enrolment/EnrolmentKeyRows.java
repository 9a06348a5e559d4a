package org.meitheal.registry.enrolment;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EnrolmentKeyRows extends Repository<EnrolmentKeyRow, String> {
  EnrolmentKeyRow save(EnrolmentKeyRow key);

  Optional<EnrolmentKeyRow> findById(String id);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select key from EnrolmentKeyRow key where key.id = :id")
  Optional<EnrolmentKeyRow> lock(String id);
}
