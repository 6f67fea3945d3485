# Images by tag: pin them to digests (FROM image:tag@sha256:...) where builds must be reproducible.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build

# Dependencies first: this layer is built again only when pom.xml changes.
COPY pom.xml ./
RUN mvn -B -ntp resources:resources compiler:compile dependency:copy-dependencies@lib

COPY application.properties ./
COPY src/main src/main
# The stand-ins of local mode are for laptops: neither their classes nor their libraries get into the image.
RUN mvn -B -ntp resources:resources compiler:compile \
 && rm -r target/classes/dev/nightcall/local \
 && jar --create --file target/nightcall.jar --main-class dev.nightcall.Nightcall -C target/classes .

FROM eclipse-temurin:17-jre
COPY --from=build /build/target/lib /opt/nightcall/lib
COPY --from=build /build/target/nightcall.jar /opt/nightcall/nightcall.jar

# The working directory: routes/ is here, oncall.yaml (and application.properties, if you like) is mounted here.
WORKDIR /nightcall
COPY routes routes

USER 10001:10001
EXPOSE 8080 9876 2525 1162/udp
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx32m", "-cp", "/opt/nightcall/nightcall.jar", "dev.nightcall.HealthCheck"]

# Nothing is written, so the root file system may be read-only: no performance data file, and Vert.x copies nothing to a
# cache folder. More options for the JVM go into the environment variable JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
  "-Dvertx.disableFileCPResolving=true", "-Dvertx.disableFileCaching=true", \
  "-cp", "/opt/nightcall/nightcall.jar:/opt/nightcall/lib/*", "dev.nightcall.Nightcall"]
