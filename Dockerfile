# Two stages: the first installs into a virtual environment, the second holds only that and runs
# as a user without rights. Build with `docker build --tag policyqa .`; see the README.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ARG PIP_ARGS=""
RUN python -m venv /opt/policyqa
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY corpus/ corpus/
COPY index/ index/
COPY service/ service/
COPY ui/ ui/
COPY eval/ eval/
# hadolint ignore=DL3013,DL3042,SC2086
RUN /opt/policyqa/bin/python -m pip install --no-cache-dir --constraint constraints.txt ${PIP_ARGS} '.[ocr,eval]'

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 policyqa \
    && install --directory --owner policyqa --group policyqa /data
COPY --from=build /opt/policyqa /opt/policyqa
COPY --chown=policyqa:policyqa corpus/policies /policies
ENV PATH="/opt/policyqa/bin:${PATH}" \
    PYTHONUNBUFFERED=1 \
    POLICYQA_DATA=/data \
    POLICYQA_HOST=0.0.0.0
USER 10001
WORKDIR /home/policyqa
VOLUME /data
EXPOSE 8000 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["policyqa", "run", "/policies"]
