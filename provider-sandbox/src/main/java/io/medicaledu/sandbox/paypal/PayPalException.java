package io.medicaledu.sandbox.paypal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal in PayPal's own shape (https://developer.paypal.com/api/rest/responses/#failed-requests). */
public final class PayPalException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String SYNTAX = "Request is not well-formed, syntactically incorrect, or violates schema.";
    private static final String SEMANTICS =
            "The requested action could not be performed, semantically incorrect, or failed business validation.";

    private final int status;
    private final transient Map<String, Object> body;

    private PayPalException(int status, String message, Map<String, Object> body) {
        super(message, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** An error without details, e.g. {@code INTERNAL_SERVER_ERROR}. */
    public static PayPalException of(int status, String name, String message) {
        return error(status, name, message, Map.of(), List.of());
    }

    /** As the OAuth server refuses. */
    public static PayPalException oauth(int status, String error, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("error_description", description);
        return new PayPalException(status, description, body);
    }

    /** The request violates the schema. */
    public static PayPalException invalid(String field, String issue, String description) {
        return error(400, "INVALID_REQUEST", SYNTAX, located(field, "body", issue, description), List.of());
    }

    /** A parameter of the query or a header violates the schema. */
    public static PayPalException invalidParameter(String field, String location, String issue, String description) {
        return error(400, "INVALID_REQUEST", SYNTAX, located(field, location, issue, description), List.of());
    }

    static PayPalException missingField(String field) {
        return invalid(field, "MISSING_REQUIRED_PARAMETER", "A required field / parameter is missing.");
    }

    /** The request is well-formed and cannot be carried out. */
    public static PayPalException unprocessable(String issue, String description) {
        return error(422, "UNPROCESSABLE_ENTITY", SEMANTICS, detail(issue, description), List.of());
    }

    /** The payer must be sent to PayPal's page again. */
    static PayPalException declined(String approvalPage) {
        Map<String, Object> detail = detail(
                "INSTRUMENT_DECLINED",
                "The instrument presented  was either declined by the processor or bank, or it can't be used for this"
                        + " payment.");
        return error(
                422, "UNPROCESSABLE_ENTITY", SEMANTICS, detail, List.of(Json.link(approvalPage, "redirect", "GET")));
    }

    static PayPalException unprocessableField(String field, String issue, String description) {
        return error(422, "UNPROCESSABLE_ENTITY", SEMANTICS, located(field, "body", issue, description), List.of());
    }

    /** Another call with this request id is under way. */
    public static PayPalException inProgress() {
        return error(
                409,
                "RESOURCE_CONFLICT",
                "The server has detected a conflict while processing this request.",
                detail(
                        "PREVIOUS_REQUEST_IN_PROGRESS",
                        "A previous request on this resource is currently in progress. Please wait for some time and"
                                + " try again."),
                List.of());
    }

    /** There is no such object. */
    public static PayPalException missing() {
        return error(
                404,
                "RESOURCE_NOT_FOUND",
                "The specified resource does not exist.",
                detail(
                        "INVALID_RESOURCE_ID",
                        "Specified resource ID does not exist. Please check the resource ID and try again."),
                List.of());
    }

    private static PayPalException error(
            int status, String name, String message, Map<String, Object> detail, List<Map<String, Object>> moreLinks) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        Object issue = detail.get("issue");
        if (issue != null) {
            body.put("details", List.of(detail));
        }
        body.put("message", message);
        body.put("debug_id", PayPalIds.nextDebugId());
        String about = "https://developer.paypal.com/api/rest/responses/#" + (issue == null ? name : issue);
        body.put("links", Json.append(List.of(Json.link(about, "information_link", "GET")), moreLinks));
        return new PayPalException(status, issue == null ? message : String.valueOf(detail.get("description")), body);
    }

    private static Map<String, Object> located(String field, String location, String issue, String description) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("field", field);
        detail.put("location", location);
        detail.putAll(detail(issue, description));
        return detail;
    }

    private static Map<String, Object> detail(String issue, String description) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("issue", issue);
        detail.put("description", description);
        return detail;
    }

    public int status() {
        return status;
    }

    public Map<String, Object> body() {
        return body;
    }

    /** The text for people. */
    public @Nullable String text() {
        return getMessage();
    }
}
