package io.medicaledu.idempotency.command;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.RefusalMemory;
import io.medicaledu.shared.command.RequestContext;
import io.medicaledu.shared.command.StoredJson;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** First answers by caller and {@code Idempotency-Key}, kept for 24 hours. */
@Component
class IdempotencyTable implements RefusalMemory {

    static final Duration LIFETIME = Duration.ofHours(24);

    private static final JsonMapper JSON = StoredJson.MAPPER;

    /** Refusals that say nothing about the request itself: the next try may well work. */
    private static final Set<ProblemCode> PASSING =
            Set.of(ProblemCode.CONCURRENT_UPDATE, ProblemCode.OVERLOADED, ProblemCode.IDEMPOTENCY_KEY_REUSED);

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An answer that was given before. */
    record Stored(
            String requestHash,
            @Nullable String resultType,
            @Nullable String result,
            @Nullable String problemCode,
            @Nullable String problemDetail,
            @Nullable String problemErrors) {

        /** @throws Problem if the first answer was a refusal */
        @Nullable
        Object answer() {
            if (problemCode != null) {
                throw new Problem(ProblemCode.valueOf(problemCode), String.valueOf(problemDetail), errors());
            }
            if (resultType == null) {
                return null;
            }
            try {
                return JSON.readValue(result, Class.forName(resultType));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("The stored answer is of an unknown type", e);
            }
        }

        private List<Problem.FieldError> errors() {
            return problemErrors == null
                    ? List.of()
                    : List.of(JSON.readValue(problemErrors, Problem.FieldError[].class));
        }
    }

    /** True if the key is new; else it belongs to an answered request. Waits while the first request is in progress. */
    boolean claim(RequestContext context, RequestContext.IdempotencyKey key) {
        return insert(context, key, null) == 1;
    }

    Stored load(RequestContext context, RequestContext.IdempotencyKey key) {
        return jdbc.sql("SELECT * FROM command_side.idempotency_keys WHERE caller = ? AND key = ?")
                .params(caller(context), key.value())
                .query((row, index) -> new Stored(
                        row.getString("request_hash"),
                        row.getString("result_type"),
                        row.getString("result"),
                        row.getString("problem_code"),
                        row.getString("problem_detail"),
                        row.getString("problem_errors")))
                .single();
    }

    void store(RequestContext context, RequestContext.IdempotencyKey key, @Nullable Object result) {
        if (result != null) {
            jdbc.sql("""
                            UPDATE command_side.idempotency_keys SET result_type = ?, result = ?::jsonb
                            WHERE caller = ? AND key = ?""")
                    .params(result.getClass().getName(), JSON.writeValueAsString(result), caller(context), key.value())
                    .update();
        }
    }

    @Override
    public void remember(@Nullable RequestContext context, Problem problem) {
        if (context != null && context.idempotencyKey() != null && !PASSING.contains(problem.code())) {
            insert(context, context.idempotencyKey(), problem);
        }
    }

    private int insert(RequestContext context, RequestContext.IdempotencyKey key, @Nullable Problem problem) {
        return jdbc.sql("""
                        INSERT INTO command_side.idempotency_keys
                            (caller, key, request_hash, problem_code, problem_detail, problem_errors, created_at)
                        VALUES (?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING""")
                .params(Arrays.asList(
                        caller(context),
                        key.value(),
                        key.requestHash(),
                        problem == null ? null : problem.code().name(),
                        problem == null ? null : problem.detail(),
                        problem == null ? null : JSON.writeValueAsString(problem.errors()),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .update();
    }

    int deleteExpired() {
        return jdbc.sql("DELETE FROM command_side.idempotency_keys WHERE created_at < ?")
                .param(clock.instant().minus(LIFETIME).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String caller(RequestContext context) {
        return context.caller() == null
                ? "anonymous"
                : context.caller().userId().toString();
    }
}
