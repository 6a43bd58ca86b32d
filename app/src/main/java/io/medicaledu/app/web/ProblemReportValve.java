package io.medicaledu.app.web;

import io.medicaledu.shared.Ids;
import io.medicaledu.shared.ProblemCode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes what Tomcat itself refuses as a problem, too, instead of as a page of HTML. */
final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemCode code = ProblemCode.ofStatus(status);
        ProblemBody body = new ProblemBody(
                "urn:medicaledu:problem:" + code.code(),
                code.title(),
                status,
                "The request cannot be read",
                code.code(),
                String.valueOf(request.getRequestURI()),
                Ids.next().toString(),
                List.of());
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(JsonMapper.shared().writeValueAsString(body));
                response.finishResponse();
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }
}
