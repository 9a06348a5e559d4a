package org.meitheal.registry.fleet;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeviceRows extends Repository<DeviceRow, String> {
  DeviceRow saveAndFlush(DeviceRow device);

  List<DeviceRow> findAll();

  boolean existsById(String id);

  boolean existsByPublicKey(String publicKey);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select device from DeviceRow device where device.id = :id")
  Optional<DeviceRow> lock(String id);

  void delete(DeviceRow device);
}
