import { connectorSuite } from '../contract-suite.ts'
import { httpStage } from '../http-stage.ts'
import { odata } from './connector.ts'

connectorSuite('OData', null, () =>
  httpStage({
    connector: odata,
    object: 'Customers',
    settingsOf: ({ url }) => ({ address: `${url}/odata/` }),
  }),
)
