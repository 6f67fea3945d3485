package dev.nightcall.health;

import dev.nightcall.alert.Json;
import dev.nightcall.health.HealthReport.Check;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HealthReportTest {

    private static final Check ROUTE = new Check("route:alerts", "UP", null);
    private static final Check PLAN = new Check("oncall.yaml", "UP",
            "cannot be used: oncall.yaml:3:5: \"call:stao\"\noncall.yaml:9:1: a tab");
    private static final Check QUEUE = new Check("queue nightcall-calls", "DOWN", "QueueDoesNotExist (HTTP 400)");

    @Test
    void whatIsWrongComesFirstWithALineEach() {
        HealthReport report = new HealthReport("DOWN", List.of(ROUTE, PLAN, QUEUE));

        assertThat(report.text(false, "/health?detail=long").lines()).containsExactly(
                "DOWN    queue nightcall-calls: QueueDoesNotExist (HTTP 400)",
                "UP      oncall.yaml: cannot be used: oncall.yaml:3:5: \"call:stao\"; oncall.yaml:9:1: a tab",
                "",
                "DOWN: 1 of 3 checks is not UP, 1 says something all the same. All of them: /health?detail=long");
    }

    @Test
    void allIsWell() {
        assertThat(new HealthReport("UP", List.of(ROUTE)).text(false, "/health?detail=long").lines())
                .containsExactly("UP: nothing is wrong in 1 checks. All of them: /health?detail=long");
    }

    @Test
    void onDemandEveryCheckHasALine() {
        assertThat(new HealthReport("UP", List.of(ROUTE, PLAN)).text(true, "").lines().toList()).hasSize(4)
                .contains("UP      route:alerts").last().isEqualTo("UP: nothing is wrong in 2 checks, 1 says something all the same");
    }

    @Test
    void jsonIsEscapedOnce() throws Exception {
        assertThat(Json.mapper().writeValueAsString(new HealthReport("UP", List.of(ROUTE, new Check("a", "UP", "/x/\"y\"")))))
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"a\",\"status\":\"UP\",\"message\":\"/x/\\\"y\\\"\"},"
                        + "{\"name\":\"route:alerts\",\"status\":\"UP\"}]}");
    }
}
