package io.medicaledu.benchmarks.crud;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface SessionRepository extends Repository<Session, String> {

    Optional<Session> findByTokenHashAndExpiresAtAfter(String tokenHash, Instant now);
}
